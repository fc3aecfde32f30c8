import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Question } from '../../shared/session.ts';
import type { ShownSection, ShownTable } from '../../shared/signing/shown.ts';
import type { HolderWords } from '../../shared/words/holder/index.ts';
import { Facts, type Row } from '../facts.tsx';

interface DialogParts {
  readonly question: Question;
  readonly signing: HolderWords;
  readonly onAnswer: (isAgreed: boolean) => void;
}

/** Shows exactly what would be signed, and asks. Closing it in any other way than by agreeing signs nothing. */
export function ConfirmDialog({ question, signing, onAnswer }: DialogParts): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const isAgreed = useRef(false);
  useEffect(() => dialog.current?.showModal(), []);
  const { sign } = signing;
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-effect"
      onClose={() => onAnswer(isAgreed.current)}
    >
      <h2 id="confirm-title">{question.title}</h2>
      <p id="confirm-effect" class="notice warn">
        {question.effect}
      </p>
      {question.summary.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Facts
        rows={[
          [sign.as, question.as],
          [sign.ledger, question.ledger],
        ]}
      />
      <Section section={question.content} />
      {question.terms !== undefined && <Section section={question.terms} />}
      <p class="hint">{sign.shownWhole}</p>
      <p class="actions">
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          {sign.cancel}
        </button>
        <button
          type="button"
          class="primary"
          onClick={() => {
            isAgreed.current = true;
            dialog.current?.close();
          }}
        >
          {sign.confirm}
        </button>
      </p>
    </dialog>
  );
}

function Section({ section }: { readonly section: ShownSection }): VNode {
  const { label, facts, tables, sections } = section;
  const rows: readonly Row[] = [
    ...facts.map((fact): Row => [fact.label, fact.value, fact.name]),
    ...tables.flatMap(rowsOf),
  ];
  return (
    <>
      {label !== '' && <h3>{label}</h3>}
      {rows.length > 0 && <Facts rows={rows} />}
      {sections.map((part) => (
        <Section key={part.name} section={part} />
      ))}
    </>
  );
}

/** Returns the records of a list with every cell under its label. */
function rowsOf({ name, label, rows }: ShownTable): readonly Row[] {
  return rows.map(({ place, cells }) => [
    `${label} ${place}`,
    cells.map((cell) => `${cell.label} ${cell.value}`).join('\n'),
    `${name} ${place}`,
  ]);
}
