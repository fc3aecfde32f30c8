import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Question } from '../../shared/session.ts';
import type { ShownSection, ShownTable } from '../../shared/signing/shown.ts';
import type { DeskWords } from '../words/index.ts';

interface SignDialogProps {
  readonly question: Question;
  readonly answer: (isAgreed: boolean) => void;
  readonly words: DeskWords;
}

/** Shows what would be signed, whole, and takes the answer. Closing it is a no. */
export function SignDialog({ question, answer, words }: SignDialogProps) {
  const { sign } = words.shared;
  const { title, effect, summary, content, terms, as, ledger } = question;
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(isOpen) => isOpen || answer(false)}>
      <Modal className="modal large">
        <Dialog role="alertdialog" className="sign">
          <Heading slot="title">{title}</Heading>
          <p className="effect">{effect}</p>
          {summary.length > 0 && <p className="sum">{summary.join(' · ')}</p>}
          <dl className="facts signer">
            <dt>{sign.as}</dt>
            <dd>
              <strong>{as}</strong>
            </dd>
            <dt>{sign.ledger}</dt>
            <dd className="digest">{ledger}</dd>
          </dl>
          <section className="content" aria-label={sign.shownWhole}>
            <SectionView section={content} />
            {terms !== undefined && <SectionView section={terms} />}
          </section>
          <p className="quiet">{sign.shownWhole}</p>
          <footer className="actions">
            <Button className="button" autoFocus onPress={() => answer(false)}>
              {sign.cancel}
            </Button>
            <Button className="button primary" onPress={() => answer(true)}>
              {sign.confirm}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function SectionView({ section }: { readonly section: ShownSection }) {
  const { label, facts, tables, sections } = section;
  return (
    <div className="shown">
      {label !== '' && <h3>{label}</h3>}
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {tables.map((table) => (
        <TableView key={table.name} table={table} />
      ))}
      <Sections sections={sections} />
    </div>
  );
}

/** Parts that are shown at once. All can be shown; thousands of them at once would take seconds. */
const PARTS = 20;

function Sections({ sections }: Pick<ShownSection, 'sections'>) {
  const [from, setFrom] = useState(0);
  const last = Math.min(from + PARTS, sections.length);
  return (
    <>
      {sections.slice(from, last).map((part) => (
        <SectionView key={part.name} section={part} />
      ))}
      {sections.length > PARTS && (
        <p className="row">
          <Button className="button" isDisabled={from === 0} onPress={() => setFrom(from - PARTS)}>
            ‹
          </Button>
          {from + 1}–{last} / {sections.length}
          <Button className="button" isDisabled={last === sections.length} onPress={() => setFrom(last)}>
            ›
          </Button>
        </p>
      )}
    </>
  );
}

function TableView({ table }: { readonly table: ShownTable }) {
  return (
    <table className="plain whole">
      <caption>{table.label}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.name} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.place}>
            {row.cells.map((cell, at) => (
              <td key={cell.name} data-label={table.columns[at]?.label}>
                {cell.value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
