import type { ComponentChildren, VNode } from 'preact';

interface FieldParts {
  /** Id of the input. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  /** The input, which has `notesOf` these parts, and what stands beside it. */
  readonly children: ComponentChildren;
}

/** An input with its label, a hint, and why its value is wrong. */
export function Field({ id, label, hint = '', error = '', children }: FieldParts): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="inputs">{children}</div>
      <Note id={`${id}-hint`} kind="hint" text={hint} />
      <Note id={`${id}-error`} kind="error" text={error} />
    </div>
  );
}

function Note({
  id,
  kind,
  text,
}: {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}): VNode | null {
  if (text === '') return null;
  return (
    <p class={kind} id={id}>
      {text}
    </p>
  );
}

/** Returns the attributes that bind an input to its hint and its error. */
export function notesOf({ id, hint = '', error = '' }: Pick<FieldParts, 'id' | 'hint' | 'error'>): {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby'?: string;
} {
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter((note) => note !== '');
  const invalid = { id, 'aria-invalid': error !== '' };
  return notes.length === 0 ? invalid : { ...invalid, 'aria-describedby': notes.join(' ') };
}
