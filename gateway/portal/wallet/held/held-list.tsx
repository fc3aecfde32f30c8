import type { InvoiceSummary } from '@fapiao-ledger/client';
import { formatSum, type InvoiceState, readYuan } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { headlineOf, toneOfCopy } from '../check/verdict.ts';
import { useWords } from '../frame.ts';
import { AsOf } from './as-of.tsx';
import { useCopy } from './use-copy.ts';
import { useWallet } from './wallet-context.ts';

const FILTERS = {
  all: [],
  open: ['OPEN'],
  lockedTab: ['LOCKED'],
  redeemedTab: ['REDEEMED'],
  otherTab: ['RED', 'FROZEN'],
} as const satisfies Record<string, readonly InvoiceState[]>;

type Filter = keyof typeof FILTERS;

const FILTER_NAMES = Object.keys(FILTERS) as Filter[];
const STEP = 50;

/** The invoices that the holder has, newest first. */
export function HeldList(): VNode {
  const { book, session, words } = useWallet();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = useCopy(book.list);
  const invoices = filtered(shown.copy?.value ?? [], filter);
  return (
    <>
      <h1>{words.held}</h1>
      <p class="own">
        <a href="#/identity">{session.identity.code}</a>
      </p>
      <AsOf shown={shown} />
      <Filters filter={filter} onChange={setFilter} />
      <p class="sum">{words.count(String(invoices.length), restOf(invoices))}</p>
      {shown.copy !== undefined && invoices.length === 0 && (
        <div class="card">
          <strong>{words.none}</strong>
          <p>{words.noneLead}</p>
        </div>
      )}
      <InvoiceCards
        key={filter}
        isLive={shown.state === 'live'}
        invoices={invoices}
        addressOf={({ number }) => `#/held/${number}`}
      />
    </>
  );
}

/** Cards of invoices, more of them when wanted. */
export function InvoiceCards(parts: {
  readonly invoices: readonly InvoiceSummary[];
  /** Whether the ledger has just said so. */
  readonly isLive: boolean;
  readonly addressOf: (invoice: InvoiceSummary) => string;
}): VNode {
  const { words } = useWallet();
  const [count, setCount] = useState(STEP);
  return (
    <>
      <ul class="invoices">
        {parts.invoices.slice(0, count).map((invoice) => (
          <li key={invoice.number}>
            <InvoiceCard invoice={invoice} isLive={parts.isLive} address={parts.addressOf(invoice)} />
          </li>
        ))}
      </ul>
      {parts.invoices.length > count && (
        <button type="button" class="plain" onClick={() => setCount(count + STEP)}>
          {words.more}
        </button>
      )}
    </>
  );
}

interface CardParts {
  readonly invoice: InvoiceSummary;
  readonly isLive: boolean;
  readonly address: string;
}

function InvoiceCard({ invoice, isLive, address }: CardParts): VNode {
  const { words } = useWallet();
  const { number, date, seller, totals, rest, state } = invoice;
  return (
    <a class="invoice" href={address}>
      <strong>{seller.name}</strong>
      <span class="amount">¥&nbsp;{totals.gross}</span>
      <span class="number">{`${number}\n${date}`}</span>
      <span class="status">
        <StateBadge invoice={invoice} isLive={isLive} />
        {state === 'OPEN' && rest !== totals.gross && (
          <span>
            {words.rest} ¥&nbsp;{rest}
          </span>
        )}
      </span>
    </a>
  );
}

function StateBadge({ invoice: { state, rest, totals }, isLive }: Omit<CardParts, 'address'>): VNode {
  const words = useWords();
  const isRedLetter = totals.gross.startsWith('-');
  const { tone, titles } = headlineOf(
    { state, rest, ruleSet: '', ...(isRedLetter ? { reverses: '' } : {}) },
    totals.gross,
  );
  return (
    <span class={`badge ${toneOfCopy(tone, isLive)}`}>{titles.map((title) => words[title]).join(' · ')}</span>
  );
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}): VNode {
  const { words } = useWallet();
  return (
    <fieldset class="filters">
      <legend>{words.filter}</legend>
      {FILTER_NAMES.map((name) => (
        <button key={name} type="button" aria-pressed={name === filter} onClick={() => onChange(name)}>
          {words[name]}
        </button>
      ))}
    </fieldset>
  );
}

function filtered(invoices: readonly InvoiceSummary[], filter: Filter): readonly InvoiceSummary[] {
  const states: readonly InvoiceState[] = FILTERS[filter];
  return states.length === 0 ? invoices : invoices.filter(({ state }) => states.includes(state));
}

function restOf(invoices: readonly InvoiceSummary[]): string {
  const open = invoices.filter(({ state }) => state === 'OPEN');
  return formatSum(open.reduce((sum, { rest }) => sum + (readYuan(rest) ?? 0n), 0n));
}
