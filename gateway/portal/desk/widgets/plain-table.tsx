import { type Column, classOf, contentOf } from './column.ts';
import { Scroll } from './scroll.tsx';

interface PlainTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly records: readonly T[];
  readonly keyOf: (record: T) => string;
  /** Last row, by name of column. */
  readonly sums?: Readonly<Record<string, string>>;
}

/** A short table within a page. On a phone each record is a block, with the labels beside its values. */
export function PlainTable<T>({ label, columns, records, keyOf, sums }: PlainTableProps<T>) {
  return (
    <Scroll label={label}>
      <table className="plain">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={keyOf(record)}>
              {columns.map((column) => (
                <td key={column.name} className={classOf(column)} data-label={column.label}>
                  {contentOf(column, record)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {sums !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.name} className={classOf(column)} data-label={column.label}>
                  {sums[column.name]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  );
}
