import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { groupedText } from '../../shared/money.ts';
import type { DeskWords } from '../words/index.ts';

/** A column of a table: what it shows of a record, and what an export writes. */
export interface Column<T> {
  readonly name: string;
  readonly label: string;
  /** Money and counts stand at the end of their cells. */
  readonly kind?: 'money' | 'number' | 'text';
  readonly text: (record: T) => string;
  readonly view?: (record: T) => ReactNode;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly words: DeskWords;
  readonly columns: readonly Column<T>[];
  readonly records: readonly T[];
  readonly keyOf: (record: T) => string;
  /** Place of a record, to which its first cell links. */
  readonly hrefOf?: (record: T) => string;
  /** Asks for further records, when the last ones come into view. */
  readonly onEnd?: () => void;
  readonly isBusy?: boolean;
}

const ROW_PX = 33;
const BEFORE_AND_AFTER = 12;

/**
 * A table of any length: only the rows in view exist, so that 100,000 of them scroll as a hundred do. Arrow keys move from row to row. The
 * library's own table takes 4 s for as many rows.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, words, columns, records, keyOf, hrefOf, onEnd, isBusy = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { first, last, follow } = useRowsInView(frame, records.length, onEnd);
  if (records.length === 0 && !isBusy) return <p className="empty">{words.empty}</p>;
  return (
    <div className="frame" ref={frame} onScroll={follow}>
      <table className="data" aria-label={label} aria-rowcount={records.length + 1} aria-busy={isBusy}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveFocus}>
          <Gap rows={first} columns={columns.length} />
          {records.slice(first, last).map((record, index) => (
            <Row
              key={keyOf(record)}
              place={first + index}
              record={record}
              columns={columns}
              href={hrefOf?.(record)}
            />
          ))}
          <Gap rows={records.length - last} columns={columns.length} />
        </tbody>
      </table>
      {isBusy && <p className="quiet busy">{words.loading}</p>}
    </div>
  );
}

interface RowProps<T> {
  readonly place: number;
  readonly record: T;
  readonly columns: readonly Column<T>[];
  readonly href: string | undefined;
}

function Row<T>({ place, record, columns, href }: RowProps<T>) {
  return (
    <tr aria-rowindex={place + 2} data-place={place}>
      {columns.map((column, index) => {
        const content = column.view?.(record) ?? readable(column, record);
        return (
          <td key={column.name} className={classOf(column)}>
            {index === 0 && href !== undefined ? <a href={href}>{content}</a> : content}
          </td>
        );
      })}
    </tr>
  );
}

/** Holds the place of rows that are out of view. */
function Gap({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  const cell = useRef<HTMLTableCellElement>(null);
  useLayoutEffect(() => {
    // The policy forbids style attributes in markup; the property itself is allowed.
    if (cell.current !== null) cell.current.style.height = `${rows * ROW_PX}px`;
  }, [rows]);
  if (rows <= 0) return null;
  return (
    <tr className="gap">
      <td ref={cell} colSpan={columns} />
    </tr>
  );
}

function useRowsInView(
  frame: { readonly current: HTMLDivElement | null },
  count: number,
  onEnd: (() => void) | undefined,
): { readonly first: number; readonly last: number; readonly follow: () => void } {
  const [range, setRange] = useState({ first: 0, last: 60 });
  const follow = (): void => {
    const box = frame.current;
    if (box === null) return;
    const first = Math.max(0, Math.floor(box.scrollTop / ROW_PX) - BEFORE_AND_AFTER);
    const last = Math.ceil((box.scrollTop + box.clientHeight) / ROW_PX) + BEFORE_AND_AFTER;
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    if (last >= count) onEnd?.();
  };
  return { first: Math.min(range.first, count), last: Math.min(range.last, count), follow };
}

const NEIGHBORS: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowDown: 'nextElementSibling',
  ArrowUp: 'previousElementSibling',
};

/** Moves the focus to the link of the row above or below. */
function moveFocus(event: KeyboardEvent): void {
  const neighbor = NEIGHBORS[event.key];
  const row = event.target instanceof Element ? event.target.closest('tr') : null;
  if (neighbor === undefined || row === null) return;
  event.preventDefault();
  const link = row[neighbor]?.querySelector('a');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}

function readable<T>({ kind, text }: Column<T>, record: T): string {
  return kind === 'money' ? groupedText(text(record)) : text(record);
}

function classOf<T>({ kind }: Column<T>): string | undefined {
  return kind === 'money' || kind === 'number' ? 'money' : undefined;
}
