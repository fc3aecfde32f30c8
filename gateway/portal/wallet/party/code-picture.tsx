import type { VNode } from 'preact';
import { codeDrawing } from '../../shared/code-modules.ts';

/** Draws the code of a text, always dark on white, because many readers need it so. */
export function CodePicture({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const { size, path } = codeDrawing(text);
  return (
    <svg
      class="code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path class="ground" d={`M0 0h${size}v${size}H0z`} />
      <path class="modules" d={path} />
    </svg>
  );
}
