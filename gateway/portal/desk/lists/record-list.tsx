import type { ReactNode } from 'react';
import { useDesk } from '../desk.ts';
import { useRoute } from '../route.ts';
import { ColumnChoice, useColumns } from '../widgets/column-choice.tsx';
import { type Column, DataTable } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import { usePhone } from '../widgets/use-phone.ts';
import { type ExportFile, ExportTable } from './export-table.tsx';
import { SavedViews } from './saved-views.tsx';
import { type ListState, type ReadPage, useList } from './use-list.ts';

interface RecordListProps<T, Answer> {
  /** Name under which this browser keeps its columns and views, and of the files that it exports. */
  readonly name: string;
  readonly title: string;
  /** Path of the filtered list below /v1. */
  readonly path: string;
  readonly read: ReadPage<T, Answer>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (record: T) => string;
  readonly hrefOf?: (record: T) => string;
  readonly further?: readonly ExportFile<T>[];
  /** What is done besides looking, at the end of the head. */
  readonly acts?: ReactNode;
  /** Column before those that can be chosen, and what is done with the records that it selects. */
  readonly lead?: Column<T>;
  readonly work?: (list: ListState<T>) => ReactNode;
  /** The filters. What they choose is in the address of the page. */
  readonly children?: ReactNode;
}

/** A page with one list: its filters, views and columns, the records page by page, and the whole list as a file. */
export function RecordList<T, Answer>(props: RecordListProps<T, Answer>) {
  const { name, title, path, read, columns, keyOf, hrefOf, further = [], acts, lead, work, children } = props;
  const { words } = useDesk();
  const list = useList<T, Answer>(path, read);
  const { shown, hidden, hide } = useColumns(name, columns);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        <span className="grow" />
        <SavedViews list={name} />
        <ColumnChoice words={words} columns={columns} hidden={hidden} hide={hide} />
        <ExportTable<T, Answer> name={name} path={path} read={read} columns={shown} further={further} />
        {acts}
      </div>
      {children !== undefined && <FilterBox>{children}</FilterBox>}
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      {work?.(list)}
      <DataTable
        label={title}
        words={words}
        columns={lead === undefined ? shown : [lead, ...shown]}
        records={list.records}
        keyOf={keyOf}
        {...(hrefOf === undefined ? {} : { hrefOf })}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
    </>
  );
}

/** Holds filters. On a phone they are folded away until they are wanted or one is set. */
function FilterBox({ children }: { readonly children: ReactNode }) {
  const { words } = useDesk();
  const { query } = useRoute();
  const isPhone = usePhone();
  if (!isPhone) return children;
  return (
    <details className="card filter-box" open={query.size > 0}>
      <summary>{words.list.filters}</summary>
      {children}
    </details>
  );
}
