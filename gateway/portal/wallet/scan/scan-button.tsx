import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../frame.ts';
import { lazyPart } from '../lazy-part.tsx';

/** Takes the text of a code. It returns why the code does not serve, or undefined when it does. */
export type OnText = (text: string) => string | undefined;

const ScanDialog = lazyPart(async () => (await import('./scan-dialog.tsx')).ScanDialog);

/** Opens the camera or a picture to read a code. The reader is loaded only then. */
export function ScanButton({ onText, label }: { readonly onText: OnText; readonly label?: string }): VNode {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="scan" onClick={() => setOpen(true)}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10" />
        </svg>
        {label ?? words.scan}
      </button>
      {isOpen && <ScanDialog onText={onText} onClose={() => setOpen(false)} />}
    </>
  );
}
