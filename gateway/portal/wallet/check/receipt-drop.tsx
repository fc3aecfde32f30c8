import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../frame.ts';

/** The place where a visitor drops a receipt, or chooses it. */
export function ReceiptDrop({ onFile }: { readonly onFile: (file: File) => void }): VNode {
  const words = useWords();
  const [isOver, setOver] = useState(false);
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  const drop = (event: DragEvent): void => {
    drag(false)(event);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) onFile(file);
  };
  const choose = (event: TargetedEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? [];
    if (file !== undefined) onFile(file);
    // The same file may be chosen again.
    event.currentTarget.value = '';
  };
  return (
    <section class="card" aria-labelledby="by-receipt">
      <h2 id="by-receipt">{words.byReceipt}</h2>
      <label
        class={isOver ? 'drop over' : 'drop'}
        id="drop"
        for="file"
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={drop}
      >
        <input id="file" type="file" accept="application/pdf,.pdf" onChange={choose} />
        <svg aria-hidden="true" viewBox="0 0 48 48" width="44" height="44">
          <path d="M12 4h17l9 9v31H12z M29 4v9h9 M24 21v14 M18 29l6 6 6-6" />
        </svg>
        <strong>{words.drop}</strong>
        <span>{words.choose}</span>
      </label>
      <p class="hint">{words.dropHint}</p>
    </section>
  );
}
