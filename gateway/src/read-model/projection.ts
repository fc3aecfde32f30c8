import {
  type DraftJson,
  draftsOfPage,
  firstHolder,
  type InvoiceStatusJson,
  monthOf,
  numberPlus,
  type PageJson,
  parseYuan,
  regionOf,
} from '@fapiao-ledger/core';
import type { ChangeBlock, LedgerChange } from '../stream/ledger-change.js';
import { addToTotals } from './month-totals.js';
import type { ClaimRow, InvoiceRow, RateRow, TaxpayerRow, TotalRow } from './tables.js';

/** Changes of the tables by consecutive blocks. */
export interface Changes {
  /** Invoices issued in these blocks, in their state after the last block. */
  readonly invoices: Map<string, InvoiceRow>;
  readonly rates: RateRow[];
  /** Amounts to add to the stored totals. */
  readonly totals: Map<string, TotalRow>;
  /** Last status of each changed invoice. */
  readonly statuses: Map<string, InvoiceStatusJson>;
  readonly taxpayers: Map<string, TaxpayerRow>;
}

/** Returns the changes by the valid transactions of blocks, in order. */
export function project(blocks: readonly ChangeBlock[]): Changes {
  const changes: Changes = {
    invoices: new Map(),
    rates: [],
    totals: new Map(),
    statuses: new Map(),
    taxpayers: new Map(),
  };
  for (const block of blocks) {
    for (const transaction of block.transactions) {
      for (const change of transaction.changes) projectChange(changes, block.number, change);
    }
  }
  for (const [number, row] of changes.invoices) {
    const status = changes.statuses.get(number);
    if (status !== undefined) changes.invoices.set(number, { ...row, ...statusColumns(status) });
  }
  return changes;
}

/** Returns the columns of an invoice that depend on its status. */
export function statusColumns(
  status: InvoiceStatusJson,
): Pick<InvoiceRow, 'holder' | 'state' | 'lock_company' | 'lock_expires' | 'rest'> {
  return {
    holder: status.holder,
    state: status.state,
    lock_company: status.lock?.company ?? null,
    lock_expires: status.lock?.expiresAt ?? null,
    rest: parseYuan(status.rest),
  };
}

/** Returns the companies with a claim by a status: those that have booked, and the holder of the lock. */
export function claimsOf(number: string, date: string, status: InvoiceStatusJson): readonly ClaimRow[] {
  const expiries = new Map<string, string | null>();
  if (status.lock !== undefined) expiries.set(status.lock.company, status.lock.expiresAt);
  for (const { company } of status.redemptions) expiries.set(company, null);
  return [...expiries].map(([company, expires]) => ({ company, date, number, expires }));
}

/** Projects a change. Documents of other kinds are read from the ledger itself. */
function projectChange(changes: Changes, block: bigint, change: LedgerChange): void {
  if (change.kind === 'PAGE') projectPage(changes, block, change.document);
  if (change.kind === 'STATUS') changes.statuses.set(change.key.number, change.document);
  if (change.kind === 'TAXPAYER') {
    const { code, kind, status, name = null } = change.document;
    changes.taxpayers.set(code, { code, kind, status, name });
  }
}

function projectPage(changes: Changes, block: bigint, page: PageJson): void {
  const month = monthOf(page.date);
  const region = regionOf(page.seller.code);
  for (const [index, draft] of draftsOfPage(page).entries()) {
    const number = numberPlus(page.first, index);
    const rates = ratesOf(draft, number, page.date);
    const row = invoiceRow(page, draft, { number, block, region, rates });
    changes.invoices.set(number, row);
    changes.rates.push(...rates);
    addToTotals(changes.totals, { month, seller: row.seller, type: row.type, region }, row, rates);
  }
}

function invoiceRow(
  page: PageJson,
  draft: DraftJson,
  more: { number: string; block: bigint; region: string; rates: readonly RateRow[] },
): InvoiceRow {
  const { buyer, totals } = draft;
  const gross = parseYuan(totals.gross);
  return {
    number: more.number,
    page: page.first,
    block: more.block,
    profile: page.profile,
    type: draft.type,
    date: page.date,
    seller: page.seller.code,
    seller_name: page.seller.name,
    region: more.region,
    buyer_type: buyer.type,
    buyer: (buyer.type === 'PERSON' ? undefined : buyer.code) ?? null,
    buyer_name: buyer.type === 'PERSON' ? null : buyer.name,
    holder: firstHolder(draft, page.seller.code),
    state: 'OPEN',
    lock_company: null,
    lock_expires: null,
    rates: more.rates.map(({ rate }) => rate).join(' '),
    net: parseYuan(totals.net),
    tax: parseYuan(totals.tax),
    gross,
    rest: gross,
  };
}

/** Returns the sums of an invoice's lines per rate, in ascending order of rate. */
function ratesOf(draft: DraftJson, number: string, date: string): readonly RateRow[] {
  const rates = new Map<string, RateRow>();
  for (const line of draft.lines) {
    const row = rates.get(line.rate) ?? { rate: line.rate, date, number, net: 0n, tax: 0n };
    row.net += parseYuan(line.net);
    row.tax += parseYuan(line.tax);
    rates.set(line.rate, row);
  }
  // Rates are fractions below 1 without trailing zeros, so their texts sort by value.
  return [...rates.values()].sort((a, b) => (a.rate < b.rate ? -1 : 1));
}
