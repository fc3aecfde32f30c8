import type { CreditAnswer, InvoiceSummary, InvoicesPage, RedFormsPage } from '@fapiao-ledger/client';
import { monthOf, parseYuan, type TaxpayerJson } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { beijingToday } from '../../shared/moment.ts';
import { groupedText } from '../../shared/money.ts';
import { useDesk } from '../desk.ts';
import { invoiceColumns } from '../invoices/columns.ts';
import { invoicesOf } from '../invoices/filter.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { useList } from '../lists/use-list.ts';
import { hashOf } from '../route.ts';
import { DataTable } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import { useRemembered } from './issue/remembered.ts';
import { OpenRequests } from './open-requests.tsx';

/** What stands out for a taxpayer: alerts, credit and numbers, drafts, and the last invoices. */
export function Overview() {
  const { words, session } = useDesk();
  const { code } = session.identity;
  const month = monthOf(beijingToday());
  const taxpayer = useAnswer<TaxpayerJson>(`/taxpayers/${code}`);
  const credit = useAnswer<CreditAnswer>(`/credits/${code}/${month}`);
  const waiting = useAnswer<RedFormsPage>('/red-letters?waiting=me&limit=50');
  const last = useList<InvoiceSummary, InvoicesPage>('/invoices?role=seller&limit=10', invoicesOf);
  const { drafts } = useRemembered();
  const columns = useMemo(() => invoiceColumns(words).filter(({ name }) => LAST.has(name)), [words]);
  const forms = waiting.answer?.forms.length ?? 0;
  return (
    <>
      <div className="page-head">
        <h1>{taxpayer.answer?.name ?? code}</h1>
        <Kind taxpayer={taxpayer.answer} />
        <span className="grow" />
        <a className="button primary" href={hashOf('/issue')}>
          {words.nav.issue}
        </a>
      </div>
      <Alerts
        failure={taxpayer.failure ?? last.failure}
        isSuspended={taxpayer.answer?.status === 'SUSPENDED'}
        hasNoCredit={credit.failure !== undefined}
        forms={forms}
      />
      <OpenRequests />
      <div className="tiles">
        <CreditTiles credit={credit.answer} />
        <section className="card tile">
          <h2>{words.nav.drafts}</h2>
          <strong>{drafts.length}</strong>
          <a href={hashOf('/issue')}>{words.overview.toDrafts}</a>
        </section>
        <section className="card tile">
          <h2>{words.nav.redLetters}</h2>
          <strong>{forms}</strong>
          <a href={hashOf('/red-letters', { waiting: 'me' })}>{words.overview.waiting}</a>
        </section>
      </div>
      <h2>{words.overview.last}</h2>
      <DataTable
        label={words.overview.last}
        words={words}
        columns={columns}
        records={last.records.slice(0, 10)}
        keyOf={({ number }) => number}
        hrefOf={({ number }) => hashOf(`/invoices/${number}`)}
        isBusy={last.isBusy}
      />
    </>
  );
}

const LAST = new Set(['number', 'date', 'buyer', 'gross', 'state']);

interface AlertsProps {
  readonly failure: unknown;
  readonly isSuspended: boolean;
  readonly hasNoCredit: boolean;
  readonly forms: number;
}

function Alerts({ failure, isSuspended, hasNoCredit, forms }: AlertsProps) {
  const { words } = useDesk();
  const alerts = [
    ...(isSuspended ? [words.overview.suspended] : []),
    ...(hasNoCredit ? [words.overview.noCredit] : []),
    ...(forms > 0 ? [words.overview.formsWait(String(forms))] : []),
  ];
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  if (alerts.length === 0) return null;
  return (
    <ul className="alerts">
      {alerts.map((alert) => (
        <li key={alert} className="note">
          {alert}
        </li>
      ))}
    </ul>
  );
}

function Kind({ taxpayer }: { readonly taxpayer: TaxpayerJson | undefined }) {
  const { words } = useDesk();
  if (taxpayer === undefined) return null;
  return <span className="quiet">{words.shared.values[taxpayer.kind]}</span>;
}

function CreditTiles({ credit }: { readonly credit: CreditAnswer | undefined }) {
  if (credit === undefined) return null;
  return (
    <>
      <CreditTile credit={credit} />
      <NumbersTile credit={credit} />
    </>
  );
}

function CreditTile({ credit }: { readonly credit: CreditAnswer }) {
  const { words } = useDesk();
  const { granted, used, left } = credit;
  const share = parseYuan(granted) === 0n ? 0 : Number((parseYuan(used) * 100n) / parseYuan(granted));
  return (
    <section className="card tile">
      <h2>{words.overview.credit(credit.month)}</h2>
      <strong>{groupedText(left)}</strong>
      <progress className="bar" value={share} max={100} aria-label={words.overview.used} />
      <span className="quiet">
        {words.overview.granted} {groupedText(granted)} · {words.overview.used} {groupedText(used)}
      </span>
    </section>
  );
}

function NumbersTile({ credit }: { readonly credit: CreditAnswer }) {
  const { words } = useDesk();
  return (
    <section className="card tile">
      <h2>{words.overview.numbers}</h2>
      <strong>{groupedText(String(credit.numbersLeft))}</strong>
      <span className="quiet">{credit.stock.map(({ prefix }) => prefix).join('、')}</span>
    </section>
  );
}
