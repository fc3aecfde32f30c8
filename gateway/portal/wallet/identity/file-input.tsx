import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';

interface FileParts {
  readonly id: string;
  readonly label: string;
  readonly accept: string;
  readonly onText: (text: string) => Promise<void>;
}

/** A place to drop or choose a file of text. */
export function FileInput({ id, label, accept, onText }: FileParts): VNode {
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) await onText(await file.text());
  };
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  const choose = (event: TargetedEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? [];
    void take(file);
    event.currentTarget.value = '';
  };
  return (
    <label
      class={isOver ? 'drop over' : 'drop'}
      for={id}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <input id={id} type="file" accept={accept} onChange={choose} />
      <strong>{label}</strong>
    </label>
  );
}
