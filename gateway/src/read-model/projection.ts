import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type DraftOutline,
  firstHolder,
  type InvoiceStatusJson,
  type LineOutline,
  type PageOutline,
  present,
  type RedFormJson,
  type ReturnJson,
  regionOf,
  type StateKind,
  smallScaleLimitOf,
} from '@fapiao-ledger/core';
import { storedOutline } from '@fapiao-ledger/network/stored-document';
import type { ChangeTransaction, LedgerChange } from '../stream/ledger-change.js';
import type { Amount } from './amounts.js';
import { cohortOf } from './dictionary.js';
import { BUYER_TYPES, PROFILES, TYPES } from './enumerations.js';
import { RedForms } from './red-forms.js';
import { firstSeries, partsOf } from './sort-key.js';
import type { CohortRow, NumberGrantRow, PageRow, ReturnRow, RuleSetRow, TaxpayerRow } from './tables.js';
import type { DayTotalRow, TotalRow } from './total-rows.js';
import { type PageTotals, Totals } from './totals.js';

/** A block as the projection reads it. */
export interface ProjectedBlock {
  readonly number: bigint;
  readonly transactions: readonly Pick<ChangeTransaction, 'transactionId' | 'validationCode' | 'changes'>[];
}

/** Kinds of documents that the tables hold. Others are read from the ledger itself. */
export const PROJECTED_KINDS: ReadonlySet<StateKind> = new Set([
  'PAGE',
  'STATUS',
  'TAXPAYER',
  'REDFORM',
  'RETURN',
  'RULESET',
  'PREFIX',
  'STOCK',
]);

/** An issued invoice. Its texts have no ids yet. */
export interface IssuedInvoice {
  readonly series: number;
  readonly serial: number;
  readonly block: number;
  readonly profile: number;
  readonly type: number;
  readonly seller: string;
  readonly sellerName: string;
  readonly cohort: string;
  readonly buyerType: number;
  readonly buyer: string | undefined;
  readonly buyerName: string | undefined;
  readonly holder: string;
  readonly net: Amount;
  readonly tax: Amount;
  /** The own id of its seller, and the digest of what the draft says. */
  readonly ownId: { readonly ref: string; readonly content: string } | undefined;
  /** Whether it is a red-letter invoice, of which nothing is ever left. */
  readonly isRed: boolean;
}

/** What a page adds to the sales of its seller. */
export interface PageSales {
  readonly seller: string;
  readonly date: string;
  readonly block: number;
  readonly transactionId: string;
  readonly net: bigint;
}

/** Changes of the tables by consecutive blocks. */
export interface Changes {
  readonly pages: readonly PageRow[];
  readonly invoices: readonly IssuedInvoice[];
  /** Last status of each changed invoice. */
  readonly statuses: ReadonlyMap<string, InvoiceStatusJson>;
  /** Amounts to add to the stored totals. */
  readonly totals: readonly TotalRow[];
  readonly dayTotals: readonly DayTotalRow[];
  readonly taxpayers: readonly TaxpayerRow[];
  readonly redForms: RedForms;
  readonly numberGrants: readonly NumberGrantRow[];
  readonly ruleSets: readonly RuleSetRow[];
  /** Sales of each page, in the order of the ledger. */
  readonly sales: readonly PageSales[];
  readonly returns: readonly ReturnRow[];
  /** Codes, names and cohorts in the order in which the blocks mention them. */
  readonly texts: ReadonlySet<string>;
  readonly cohorts: ReadonlySet<string>;
}

/** Returns the changes by the valid transactions of blocks, in order. */
export function project(blocks: readonly ProjectedBlock[]): Changes {
  const projection = new BlockProjection();
  for (const { number, transactions } of blocks) {
    for (const { changes } of transactions) {
      for (const change of changes) projection.add(Number(number), change);
      projection.addNumberGrant(changes);
    }
  }
  return projection.changes;
}

/** Returns the companies with a claim by a status, and when it ends: those that have booked, and the holder of the lock. */
export function claimsOf(status: InvoiceStatusJson): ReadonlyMap<string, string | undefined> {
  const expiries = new Map<string, string | undefined>();
  if (status.lock !== undefined) expiries.set(status.lock.company, status.lock.expiresAt);
  for (const { company } of status.redemptions) expiries.set(company, undefined);
  return expiries;
}

class BlockProjection {
  readonly #pages: PageRow[] = [];
  readonly #invoices: IssuedInvoice[] = [];
  readonly #statuses = new Map<string, InvoiceStatusJson>();
  readonly #totals = new Totals();
  readonly #taxpayers = new Map<string, TaxpayerRow>();
  readonly #redForms = new RedForms();
  readonly #numberGrants: NumberGrantRow[] = [];
  readonly #ruleSets: RuleSetRow[] = [];
  readonly #sales: PageSales[] = [];
  readonly #returns = new Map<string, ReturnRow>();
  readonly #texts = new Set<string>();
  readonly #cohorts = new Set<string>();

  get changes(): Changes {
    return {
      pages: this.#pages,
      invoices: this.#invoices,
      statuses: this.#statuses,
      totals: this.#totals.months,
      dayTotals: this.#totals.days,
      taxpayers: [...this.#taxpayers.values()],
      redForms: this.#redForms,
      numberGrants: this.#numberGrants,
      ruleSets: this.#ruleSets,
      sales: this.#sales,
      returns: [...this.#returns.values()],
      texts: this.#texts,
      cohorts: this.#cohorts,
    };
  }

  /** Projects a change, if it is of PROJECTED_KINDS. */
  add(block: number, change: LedgerChange): void {
    if (change.kind === 'PAGE')
      this.#addPage(block, storedOutline(present(change.value, 'the bytes of a page')));
    if (change.kind === 'STATUS') this.#addStatus(change.key.number, change.document);
    if (change.kind === 'RULESET') {
      const ruleSet = change.document;
      this.#ruleSets.push({
        valid_from: ruleSet.validFrom,
        fen: smallScaleLimitOf(ruleSet),
        document: canonicalJson(ruleSet),
      });
    }
    if (change.kind === 'TAXPAYER') {
      const { code, kind, status, name = null } = change.document;
      this.#taxpayers.set(code, { code, kind, status, name });
    }
    if (change.kind === 'REDFORM') this.#addForm(block, change.document);
    if (change.kind === 'RETURN') this.#addReturn(change.document);
  }

  /** Projects a grant of numbers: the only transaction that writes a prefix, and with it the stock of the seller. */
  addNumberGrant(changes: readonly LedgerChange[]): void {
    const prefix = changes.find((change) => change.kind === 'PREFIX');
    const stock = changes.find((change) => change.kind === 'STOCK');
    if (prefix === undefined || stock === undefined) return;
    const last = prefix.document.next - 1;
    this.#numberGrants.push({ prefix: prefix.key.prefix, last, seller: stock.key.seller });
  }

  #addReturn({ taxpayer, period, state, filedAt, figures }: ReturnJson): void {
    const { carriedOut, payable } = figures;
    const amounts = { carried_out: carriedOut, payable };
    this.#returns.set(`${taxpayer} ${period}`, { taxpayer, period, state, filed_at: filedAt, ...amounts });
  }

  #addStatus(number: string, status: InvoiceStatusJson): void {
    this.#statuses.set(number, status);
    // Also the texts of a status that a later one replaces, because another cut into batches would store them.
    this.#texts.add(status.holder);
    for (const company of claimsOf(status).keys()) this.#texts.add(company);
    this.#redForms.addStatus(number, status);
  }

  #addForm(block: number, form: RedFormJson): void {
    this.#redForms.addForm(block, form);
    for (const code of [form.seller, ...form.signers]) this.#texts.add(code);
  }

  #addPage(block: number, { head: page, drafts }: PageOutline): void {
    const { prefix, serial: first } = partsOf(page.first);
    const series = firstSeries(page.date) + prefix;
    const { code: seller, name: sellerName } = page.seller;
    const shared = { series, block, profile: PROFILES.numberOf(page.profile), seller, sellerName };
    const region = regionOf(seller);
    const totals = this.#totals.ofPage(page);
    this.#pages.push({ prefix, first, series });
    this.#texts.add(seller).add(sellerName);
    for (const [index, draft] of drafts.entries()) {
      const cohort = cohortOf(region, addAmounts(totals, draft));
      const invoice = { ...shared, serial: first + index, cohort, ...invoiceOf(draft, seller) };
      this.#cohorts.add(cohort);
      if (invoice.buyer !== undefined) this.#texts.add(invoice.buyer);
      if (invoice.buyerName !== undefined) this.#texts.add(invoice.buyerName);
      this.#texts.add(invoice.holder);
      this.#invoices.push(invoice);
    }
    const net = drafts.reduce((sum, draft) => sum + BigInt(draft.net), 0n);
    this.#sales.push({ seller, date: page.date, block, transactionId: page.transactionId, net });
  }
}

function invoiceOf(draft: DraftOutline, seller: string) {
  const { buyer, type, net, tax } = draft;
  const isPerson = buyer.type === 'PERSON';
  return {
    type: TYPES.numberOf(type),
    buyerType: BUYER_TYPES.numberOf(buyer.type),
    buyer: isPerson ? undefined : buyer.code,
    buyerName: isPerson ? undefined : buyer.name,
    holder: firstHolder(draft, seller),
    net,
    tax,
    ownId: draft.ownId && { ref: draft.ownId.ref, content: digestOf(draft.ownId.content) },
    isRed: draft.isRed === true,
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Adds an invoice to the totals of its page, and returns its rates and sectors in ascending order. */
function addAmounts(
  page: PageTotals,
  { type, lines, net, tax }: DraftOutline,
): Pick<CohortRow, 'rates' | 'sectors'> {
  const [first] = lines;
  // Totals are exact sums of the lines (T19).
  if (first !== undefined && lines.every((line) => isAlike(line, first))) {
    const { rate, sector } = first;
    page.addPlain({ type, rate, sector }, net, tax);
    return { rates: rate, sectors: sector };
  }
  page.addMixed(type, lines, { net, tax });
  return {
    rates: distinct(lines.map(({ rate }) => rate)),
    sectors: distinct(lines.map(({ sector }) => sector)),
  };
}

function isAlike(line: LineOutline, other: LineOutline): boolean {
  return line.rate === other.rate && line.sector === other.sector;
}

/** Returns distinct texts in ascending order. Rates are fractions below 1 without trailing zeros, so their texts sort by value. */
function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(' ');
}
