import { useRef } from 'react';
import { CardList } from './card-list.tsx';
import { type Column, classOf, contentOf, type DataTableProps } from './column.ts';
import { moveFocus, useHeight, useRowsInView } from './rows-in-view.tsx';
import { usePhone } from './use-phone.ts';

export type { Column } from './column.ts';

const ROW_PX = 33;

/** A list of any length: a table, or cards on a phone. Arrow keys move from row to row. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { words, records, isBusy = false } = props;
  const isPhone = usePhone();
  if (records.length === 0 && !isBusy) return <p className="empty">{words.empty}</p>;
  return isPhone ? <CardList {...props} /> : <Table {...props} />;
}

/** Only the rows in view exist, so that 100,000 of them scroll as a hundred do. The library's own table takes 4 s for as many. */
function Table<T>(props: DataTableProps<T>) {
  const { label, words, columns, records, keyOf, hrefOf, onEnd, isBusy = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const count = records.length;
  const { first, last, follow } = useRowsInView({ frame, count, rowPx: ROW_PX, isScroller: true, onEnd });
  return (
    <div className="frame" ref={frame} onScroll={follow}>
      <table className="data" aria-label={label} aria-rowcount={count + 1} aria-busy={isBusy}>
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
          <Gap rows={count - last} columns={columns.length} />
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
        const content = contentOf(column, record);
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
  const cell = useHeight<HTMLTableCellElement>(rows * ROW_PX);
  if (rows <= 0) return null;
  return (
    <tr className="gap">
      <td ref={cell} colSpan={columns} />
    </tr>
  );
}
