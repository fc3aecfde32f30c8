import type { VNode } from 'preact';
import { encodeQR } from 'qr';

/** Width of the quiet zone that a code needs, in modules. */
const BORDER = 4;

/** Draws the code of a text, always dark on white, because many readers need it so. */
export function CodePicture({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const size = modules.length;
  return (
    <svg
      class="code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path class="ground" d={`M0 0h${size}v${size}H0z`} />
      <path class="modules" d={modules.map(rowPath).join('')} />
    </svg>
  );
}

function rowPath(row: readonly boolean[], y: number): string {
  return row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
}
