import { Fragment, useRef } from 'react';
import { type Column, contentOf, type DataTableProps } from './column.ts';
import { moveFocus, useHeight, useRowsInView } from './rows-in-view.tsx';

/** Columns that a card shows: the first one as its head, the others in lines of two. Hiding one brings the next in. */
const COLUMNS_MAX = 7;
const HEAD_PX = 64;
const LINE_PX = 42;

/** The records of a table as cards, for a screen that is too narrow for columns. The page scrolls, and only the cards in view exist. */
export function CardList<T>(props: DataTableProps<T>) {
  const { label, words, columns, records, keyOf, hrefOf, onEnd, isBusy = false } = props;
  const frame = useRef<HTMLUListElement>(null);
  const controls = columns.filter(({ isControl }) => isControl);
  const shown = columns.filter(({ isControl }) => !isControl).slice(0, COLUMNS_MAX);
  const rowPx = HEAD_PX + Math.ceil((shown.length - 1) / 2) * LINE_PX;
  const count = records.length;
  const { first, last } = useRowsInView({ frame, count, rowPx, isScroller: false, onEnd });
  return (
    <>
      <ul className="cards" ref={frame} aria-label={label} aria-busy={isBusy} onKeyDown={moveFocus}>
        <Gap px={first * rowPx} />
        {records.slice(first, last).map((record, index) => (
          <Card
            key={keyOf(record)}
            place={first + index}
            count={count}
            px={rowPx}
            record={record}
            columns={shown}
            controls={controls}
            href={hrefOf?.(record)}
          />
        ))}
        <Gap px={(count - last) * rowPx} />
      </ul>
      {isBusy && <p className="quiet busy">{words.loading}</p>}
    </>
  );
}

interface CardProps<T> extends Pick<DataTableProps<T>, 'columns'> {
  /** Columns that stand beside the head. */
  readonly controls: readonly Column<T>[];
  readonly record: T;
  readonly place: number;
  readonly count: number;
  readonly px: number;
  readonly href: string | undefined;
}

function Card<T>({ record, place, count, px, columns, controls, href }: CardProps<T>) {
  const element = useHeight<HTMLLIElement>(px);
  const [head, ...others] = columns;
  if (head === undefined) return null;
  const title = contentOf(head, record);
  return (
    <li ref={element} data-place={place} aria-setsize={count} aria-posinset={place + 1}>
      <div className="card">
        <div className="card-head">
          {controls.map((control) => (
            <Fragment key={control.name}>{contentOf(control, record)}</Fragment>
          ))}
          {href === undefined ? <strong>{title}</strong> : <a href={href}>{title}</a>}
        </div>
        <dl>
          {others.map((column) => (
            <div key={column.name}>
              <dt>{column.label}</dt>
              <dd>{contentOf(column, record)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}

/** Holds the place of cards that are out of view. */
function Gap({ px }: { readonly px: number }) {
  const element = useHeight<HTMLLIElement>(px);
  return px <= 0 ? null : <li ref={element} aria-hidden="true" />;
}
