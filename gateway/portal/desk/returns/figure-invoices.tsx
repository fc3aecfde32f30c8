import { RETURN_PARTS, type ReturnEntry, type ReturnFigure } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { groupedText } from '../../shared/money.ts';
import type { Page } from '../../shared/paging.ts';
import { sumYuan } from '../company/sums.ts';
import { useDesk } from '../desk.ts';
import { ExportTable } from '../lists/export-table.tsx';
import { useList } from '../lists/use-list.ts';
import { hashOf } from '../route.ts';
import { type Column, DataTable } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import type { DeskWords } from '../words/index.ts';

interface EntriesPage {
  readonly entries: readonly ReturnEntry[];
  readonly next?: string;
}

/** Returns the part of the list that an address names; undefined for another text. */
export function figureNamed(text: string | undefined): ReturnFigure | undefined {
  return RETURN_PARTS.find((figure) => figure === text);
}

interface FigureInvoicesProps {
  readonly period: string;
  readonly figure: ReturnFigure;
}

/** The invoices behind a figure of a month, and their sum as far as they are read. */
export function FigureInvoices({ period, figure }: FigureInvoicesProps) {
  const { words } = useDesk();
  const { figures } = words.company;
  const path = `/returns/${period}/invoices?figure=${figure}&limit=200`;
  const list = useList<ReturnEntry, EntriesPage>(path, entriesOf);
  const columns = useMemo(() => columnsOf(figure, words), [figure, words]);
  return (
    <>
      <div className="page-head">
        <h1>
          {period} {words.company.figures[figure]}
        </h1>
        <span className="grow" />
        <a className="button" href={hashOf(`/returns/${period}`)}>
          {figures.back(period)}
        </a>
        <ExportTable name={`${period}-${figure}`} path={path} read={entriesOf} columns={columns} />
      </div>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <DataTable
        label={figures[figure]}
        words={words}
        columns={columns}
        records={list.records}
        keyOf={(entry) => `${entry.number} ${'red' in entry ? entry.red : ''}`}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
      <p className="sum" role="status">
        {list.records.length} · {words.shared.fields.tax}{' '}
        {groupedText(sumYuan(list.records.map(({ tax }) => tax)))}
      </p>
    </>
  );
}

function entriesOf({ entries, next }: EntriesPage): Page<ReturnEntry> {
  return { records: entries, next };
}

function columnsOf(figure: ReturnFigure, { shared, company }: DeskWords): readonly Column<ReturnEntry>[] {
  const { fields } = shared;
  const base = figure === 'output' ? '/invoices' : '/received';
  const link = (number: string) => <a href={hashOf(`${base}/${number}`)}>{number}</a>;
  return [
    {
      name: 'number',
      label: fields.number,
      text: ({ number }) => number,
      view: ({ number }) => link(number),
    },
    ...(figure === 'transfers'
      ? [
          {
            name: 'red',
            label: company.figures.red,
            text: redOf,
            view: (entry: ReturnEntry) => link(redOf(entry)),
          },
        ]
      : []),
    ...(figure === 'output' ? [{ name: 'net', label: fields.net, kind: 'money' as const, text: netOf }] : []),
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ tax }) => tax },
  ];
}

function redOf(entry: ReturnEntry): string {
  return 'red' in entry ? entry.red : '';
}

function netOf(entry: ReturnEntry): string {
  return 'net' in entry ? entry.net : '';
}
