import type {
  InvoiceSummary,
  InvoicesPage,
  ReturnsPage,
  TaxpayersPage,
  WatchPage,
} from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { hashOf } from '../../route.ts';
import type { Column } from '../../widgets/column.ts';
import { Failure } from '../../widgets/failure.tsx';
import { PlainTable } from '../../widgets/plain-table.tsx';
import { TaxpayerLink } from '../taxpayers/taxpayer-link.tsx';

/** Entries that an alert shows; the rest stands behind its link. */
const SHOWN = 10;

/** How many returns wait for a decision. */
export function ReturnsThatWait() {
  const { words } = useDesk();
  const { start } = words.bureau;
  const { answer, failure } = useAnswer<ReturnsPage>('/bureau/returns?state=FILED&limit=200');
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  const count = answer?.returns.length ?? 0;
  return (
    <section className="card tile">
      <h2>{start.returnsWait}</h2>
      <strong>{answer?.next === undefined ? count : start.atLeast(String(count))}</strong>
      <span className="quiet">{start.returnsLead}</span>
      <a href={hashOf('/returns', { state: 'FILED' })}>{start.all}</a>
    </section>
  );
}

type Watched = WatchPage['sellers'][number];

/** Small-scale sellers that have sold nearly as much in twelve months as such a seller may (T31), or more. */
export function NearTheLimit() {
  const { words } = useDesk();
  const { start } = words.bureau;
  const { answer, failure } = useAnswer<WatchPage>('/bureau/watch?from=0.8&limit=200');
  const columns = useMemo<readonly Column<Watched>[]>(() => {
    const { fields } = words.shared;
    return [
      {
        name: 'code',
        label: fields.code,
        text: ({ code }) => code,
        view: ({ code }) => <a href={hashOf(`/taxpayers/${code}`)}>{code}</a>,
      },
      { name: 'name', label: fields.name, text: ({ name }) => name },
      { name: 'net', label: fields.net, kind: 'money', text: ({ net }) => net },
      {
        name: 'share',
        label: start.share,
        text: ({ share }) => percentOf(share),
        view: ({ share }) => <ShareBar share={share} label={start.share} />,
      },
    ];
  }, [words, start]);
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  if (answer === undefined) return null;
  const { months, limit, sellers } = answer;
  return (
    <section className="card">
      <h2>{start.watch}</h2>
      <p className="quiet">{start.watchLead(months.from, months.to, groupedText(limit))}</p>
      {sellers.length === 0 ? (
        <p>{start.noneNear}</p>
      ) : (
        <PlainTable label={start.watch} columns={columns} records={sellers} keyOf={({ code }) => code} />
      )}
    </section>
  );
}

function ShareBar({ share, label }: { readonly share: string; readonly label: string }) {
  return (
    <span className="share">
      <progress className="bar" max={1} value={Number(share)} aria-label={label} />
      {percentOf(share)}
    </span>
  );
}

/** Returns a share of four decimals as a percentage: "0.8312" is "83.12%". */
function percentOf(share: string): string {
  const [whole = '0', decimals = ''] = share.split('.');
  const digits = `${whole}${decimals.padEnd(4, '0')}`;
  return `${digits.slice(0, -2).replace(/^0+(?=.)/, '')}.${digits.slice(-2)}%`;
}

/** The newest invoices that are frozen. */
export function FrozenInvoices() {
  const { words } = useDesk();
  const { start } = words.bureau;
  const { answer, failure } = useAnswer<InvoicesPage>(`/bureau/invoices?state=FROZEN&limit=${SHOWN}`);
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  const invoices: readonly InvoiceSummary[] = answer?.invoices ?? [];
  return (
    <section className="card">
      <h2>{start.frozen}</h2>
      {answer !== undefined && invoices.length === 0 && <p className="quiet">{start.noneFrozen}</p>}
      <ul className="lines">
        {invoices.map(({ number, seller, totals }) => (
          <li key={number}>
            <a className="number" href={hashOf(`/invoices/${number}`)}>
              {number}
            </a>{' '}
            {seller.name} <span className="quiet">{groupedText(totals.gross)}</span>
          </li>
        ))}
      </ul>
      <a href={hashOf('/invoices', { state: 'FROZEN' })}>{start.all}</a>
    </section>
  );
}

/** Taxpayers that cannot act. */
export function SuspendedTaxpayers() {
  const { words } = useDesk();
  const { start } = words.bureau;
  const { answer, failure } = useAnswer<TaxpayersPage>(`/bureau/taxpayers?status=SUSPENDED&limit=${SHOWN}`);
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  const taxpayers = answer?.taxpayers ?? [];
  return (
    <section className="card">
      <h2>{start.suspended}</h2>
      {answer !== undefined && taxpayers.length === 0 && <p className="quiet">{start.noneSuspended}</p>}
      <ul className="lines">
        {taxpayers.map(({ code, name }) => (
          <li key={code}>
            <TaxpayerLink code={code} name={name} />
          </li>
        ))}
      </ul>
      <a href={hashOf('/taxpayers', { status: 'SUSPENDED' })}>{start.all}</a>
    </section>
  );
}
