import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ShownSection, ShownTable } from '../../shared/signing/shown.ts';

/** What is signed, or a document as it would be shown before it is signed. */
export function SectionView({ section }: { readonly section: ShownSection }) {
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
