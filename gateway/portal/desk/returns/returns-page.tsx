import type { ReturnAnswer, ReturnSummary, ReturnsPage } from '@fapiao-ledger/client';
import { monthOf, monthsAfter, type ReturnFigure, type ReturnFiguresJson } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { beijingText, beijingToday } from '../../shared/moment.ts';
import { groupedText } from '../../shared/money.ts';
import type { Page } from '../../shared/paging.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import { useDesk } from '../desk.ts';
import { RecordList } from '../lists/record-list.tsx';
import { useAnswer } from '../lists/use-answer.ts';
import { go, hashOf, useRoute } from '../route.ts';
import type { Column } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import { Period } from '../widgets/fields.tsx';
import { PlainTable } from '../widgets/plain-table.tsx';
import { FigureInvoices, figureNamed } from './figure-invoices.tsx';

/** The months of the taxpayer: counted, filed and accepted. */
export function Returns() {
  const { parts } = useRoute();
  const [, period, part] = parts;
  const figure = figureNamed(part);
  if (period !== undefined && figure !== undefined)
    return <FigureInvoices key={`${period} ${figure}`} period={period} figure={figure} />;
  return period === undefined ? <ReturnList /> : <Month key={period} period={period} />;
}

function ReturnList() {
  const { words } = useDesk();
  const { query } = useRoute();
  const [periodFrom, periodTo] = [query.get('periodFrom') ?? '', query.get('periodTo') ?? ''];
  const columns = useMemo<readonly Column<ReturnSummary>[]>(() => {
    const { fields } = words.shared;
    return [
      { name: 'period', label: fields.period, text: ({ period }) => period },
      { name: 'state', label: fields.status, text: ({ state }) => words.returns.states[state] },
      {
        name: 'payable',
        label: words.returns.figures.payable,
        kind: 'money',
        text: ({ payable }) => payable,
      },
      {
        name: 'carriedOut',
        label: words.returns.figures.carriedOut,
        kind: 'money',
        text: ({ carriedOut }) => carriedOut,
      },
      { name: 'filedAt', label: words.returns.filedAt, text: ({ filedAt }) => beijingText(filedAt) },
    ];
  }, [words]);
  const month = monthOf(beijingToday());
  return (
    <RecordList<ReturnSummary, ReturnsPage>
      name="returns"
      title={words.nav.returns}
      path={returnsPath(periodFrom, periodTo)}
      read={returnsOf}
      columns={columns}
      keyOf={({ period }) => period}
      hrefOf={({ period }) => hashOf(`/returns/${period}`)}
      acts={[monthsAfter(month, -1), month].map((period) => (
        <a key={period} className="button" href={hashOf(`/returns/${period}`)}>
          {words.returns.count(period)}
        </a>
      ))}
    >
      <div className="filters">
        <Period
          unit="month"
          from={periodFrom}
          to={periodTo}
          labels={words.list}
          onChange={({ from, to }) =>
            go(hashOf('/returns', { periodFrom: from, periodTo: to }), { replace: true })
          }
        />
      </div>
    </RecordList>
  );
}

function returnsPath(periodFrom: string, periodTo: string): string {
  const query = new URLSearchParams({ limit: '100' });
  if (periodFrom !== '') query.set('periodFrom', periodFrom);
  if (periodTo !== '') query.set('periodTo', periodTo);
  return `/returns?${query.toString()}`;
}

function returnsOf({ returns, next }: ReturnsPage): Page<ReturnSummary> {
  return { records: returns, next };
}

const FIGURES = [
  'sales',
  'generalTax',
  'levyTax',
  'relief',
  'input',
  'transfersOut',
  'carriedIn',
  'carriedOut',
  'payable',
] as const satisfies readonly (keyof ReturnFiguresJson)[];

/** The parts of the list of invoices that figures open into. */
const BEHIND: Readonly<Partial<Record<(typeof FIGURES)[number], ReturnFigure>>> = {
  sales: 'output',
  input: 'input',
  transfersOut: 'transfers',
};

interface FigureTextProps {
  readonly period: string;
  readonly name: (typeof FIGURES)[number];
  readonly value: string;
}

/** A figure, which opens into its invoices where it is made of invoices. */
function FigureText({ period, name, value }: FigureTextProps) {
  const part = BEHIND[name];
  return part === undefined ? value : <a href={hashOf(`/returns/${period}/${part}`)}>{value}</a>;
}

/** One month as it is counted now, and its return. */
function Month({ period }: { readonly period: string }) {
  const { words, sign, session } = useDesk();
  const view = useAnswer<ReturnAnswer>(`/returns/${period}`);
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  const { computed, filed, taxpayer } = view.answer;
  const isAsked = taxpayer === session.identity.code && computed.period === period;
  if (!isAsked) return <Failure error={new OtherTerms(period)} words={words} />;
  const isOver = period < monthOf(beijingToday());
  const canFile = isOver && (filed === undefined || filed.state === 'DIFFERS');
  const file = async (): Promise<void> => {
    if ((await sign({ operation: 'file-return', body: computed })) !== undefined) view.reload();
  };
  return (
    <>
      <div className="page-head">
        <h1>
          {words.nav.returns} {period}
        </h1>
        {filed !== undefined && <span className="tag">{words.returns.states[filed.state]}</span>}
        <span className="grow" />
        {canFile && (
          <Button className="button primary" onPress={() => void file()}>
            {words.shared.operations['file-return'].title}
          </Button>
        )}
      </div>
      {!isOver && <p className="note">{words.returns.notOver}</p>}
      <div className="columns-2">
        <section className="card">
          <dl className="facts">
            {FIGURES.map((name) => (
              <div key={name}>
                <dt>{words.returns.figures[name]}</dt>
                <dd className="money">
                  <FigureText period={period} name={name} value={groupedText(computed.figures[name])} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <Output figures={computed.figures} />
      </div>
    </>
  );
}

function Output({ figures }: { readonly figures: ReturnFiguresJson }) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const columns: readonly Column<ReturnFiguresJson['output'][number]>[] = [
    { name: 'type', label: fields.type, text: ({ type }) => values[type] },
    { name: 'rate', label: fields.rate, text: ({ rate }) => rate },
    { name: 'net', label: fields.net, kind: 'money', text: ({ net }) => net },
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ tax }) => tax },
  ];
  return (
    <section className="card">
      <h2>{words.returns.output}</h2>
      {figures.output.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : (
        <PlainTable
          label={words.returns.output}
          columns={columns}
          records={figures.output}
          keyOf={({ type, rate }) => `${type} ${rate}`}
        />
      )}
    </section>
  );
}
