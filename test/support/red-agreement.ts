import {
  creditLeft,
  type Fen,
  type InvoiceJson,
  parseYuan,
  type RedemptionJson,
  type RedFormJson,
  redeemedFen,
  restOfLines,
} from '@fapiao-ledger/core';
import { expect } from 'vitest';
import { type Reversible, reversibleAt } from './red-ledger.ts';
import { invoiceAt, stateOf } from './red-model.ts';
import { fenOfText } from './red-model-parts.ts';
import type { RedTwins } from './red-twins.ts';

/** The ledger says what the model says, and every amount is in one place. */
export function requireAgreement({ ledger, model }: RedTwins, of: number, after: string): void {
  const { invoice, status, form } = reversibleAt(ledger, of);
  const foretold = invoiceAt(model, of);
  const facts = {
    state: status.state,
    holder: status.holder,
    rest: fenOfText(status.rest),
    lock: status.lock?.company,
    use: useOf(status),
    live: status.redemptions.map((redemption) => Number(liveOf(redemption))),
    forms: status.reversal?.forms ?? 0,
    reds: status.reversal?.reds.length ?? 0,
    form: form?.state,
    signers: form?.signers,
    issued: form?.red !== undefined,
  };
  const modelled = {
    state: stateOf(foretold),
    holder: foretold.holder,
    rest: foretold.rest,
    lock: foretold.lock?.company,
    use: foretold.use,
    live: foretold.bookings.map(({ live }) => live),
    forms: foretold.forms,
    reds: foretold.reds.length,
    form: foretold.form?.state,
    signers: foretold.form?.signers,
    issued: foretold.form?.isIssued ?? false,
  };
  if (JSON.stringify(facts) !== JSON.stringify(modelled))
    expect({ after, ...facts }).toEqual({ after, ...modelled });
  if (form?.red !== undefined) requireConsent(status.redemptions, form, after);
  if (invoice.red === undefined) requireBalance({ ledger, model }, of, after);
  requireLanes({ ledger, model });
}

/** The deduction of a use, and what was taken back of it by month. */
function useOf({ use }: Reversible['status']): unknown {
  if (use === undefined) return undefined;
  const transfers = (use.transfers ?? []).map(({ period, tax }) => ({ period, tax: fenOfText(tax) }));
  return { period: use.period, tax: fenOfText(use.tax ?? '0.00'), transfers };
}

/** A red-letter invoice takes nothing back of a booking whose company has not signed its form. */
function requireConsent(
  redemptions: readonly RedemptionJson[],
  { red, signers }: RedFormJson,
  after: string,
): void {
  const taken = redemptions.filter(({ reversed = [] }) => reversed.some((part) => part.red === red));
  const unasked = taken.map(({ company }) => company).filter((company) => !signers.includes(company));
  if (unasked.length > 0) expect({ after, unasked }).toEqual({ after, unasked: [] });
}

/**
 * While a buyer uses an invoice, no red-letter invoice takes anything of it without that buyer's signature. Only an enterprise buyer of a
 * special invoice has a use, of a month that is not before the invoice's.
 */
export function requireUserSigned(
  before: Reversible,
  { invoice, status, form }: Reversible,
  after: string,
): void {
  const isIssued = form?.red !== undefined && form.red !== before.form?.red;
  if (status.use === undefined) return;
  const { buyer, type, date } = invoice;
  const user = buyer.type === 'ENTERPRISE' && type === 'SPECIAL' ? buyer.code : undefined;
  const isSigned = user !== undefined && (!isIssued || form.signers.includes(user));
  const facts = {
    isSigned,
    isTimely: status.use.period >= date.slice(0, 7),
    isRed: invoice.red !== undefined,
  };
  const wanted = { isSigned: true, isTimely: true, isRed: false };
  if (JSON.stringify(facts) !== JSON.stringify(wanted))
    expect({ after, ...facts }).toEqual({ after, ...wanted });
}

function liveOf({ amount, reversed = [] }: RedemptionJson): bigint {
  return reversed.reduce((left, part) => left - parseYuan(part.amount), parseYuan(amount) as bigint);
}

/** Gross is rest, live bookings and reversals; the same for net and tax of each line; red-letter invoices add up to it. */
function requireBalance({ ledger, model }: RedTwins, of: number, after: string): void {
  const { invoice, status } = reversibleAt(ledger, of);
  const { reversal } = status;
  const rests = restOfLines(invoice, reversal);
  const left = rests.reduce((sum, { net, tax }) => sum + net + tax, 0n);
  const reversed = parseYuan(reversal?.totals.gross ?? '0.00');
  const live = redeemedFen(status);
  const reds = ledger.invoices.filter((each) => each.invoice.red?.number === invoice.number);
  const facts = {
    gross: parseYuan(status.rest) + live + reversed,
    left,
    lines: rests.map(({ net, tax, quantity }) => [Number(net), Number(tax), quantity && scaled(quantity)]),
    reds: sumsOf(reds.map(({ invoice: red }) => red)),
    numbers: reds.map(({ invoice: red }) => red.number),
    bookings: status.redemptions.every((redemption) => liveOf(redemption) >= 0n),
    signs: rests.every(
      ({ net, quantity }, index) => isOfSign(invoice, index, net) && (quantity?.digits ?? 0n) >= 0n,
    ),
  };
  const wanted = {
    gross: parseYuan(invoice.totals.gross),
    left: parseYuan(status.rest) + live,
    lines: invoiceAt(model, of).lines.map(({ net, tax, quantity }) => [net, tax, quantity]),
    reds:
      reversal === undefined ? [0n, 0n, 0n] : Object.values(reversal.totals).map((text) => -parseYuan(text)),
    numbers: reversal?.reds ?? [],
    bookings: true,
    signs: true,
  };
  if (textOf(facts) !== textOf(wanted)) expect({ after, ...facts }).toEqual({ after, ...wanted });
}

function scaled({ digits, scale }: { readonly digits: bigint; readonly scale: number }): number {
  return Number(digits) / 10 ** (scale - 1);
}

function isOfSign({ lines }: InvoiceJson, index: number, net: Fen): boolean {
  return lines[index]?.kind === 'DISCOUNT' ? net <= 0n : net >= 0n;
}

function sumsOf(invoices: readonly InvoiceJson[]): readonly bigint[] {
  return (['net', 'tax', 'gross'] as const).map((field) =>
    invoices.reduce((sum, { totals }) => sum + parseYuan(totals[field]), 0n),
  );
}

function textOf(facts: object): string {
  return JSON.stringify(facts, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}

/** Credit is what was granted, less what was used, and what came back; it is never below zero. */
function requireLanes({ ledger, model }: RedTwins): void {
  for (const [name, { numbers, cap, used, restored }] of model.lanes) {
    const lane = ledger.lanes[name];
    if (lane === undefined) throw new Error(`lane ${name} is missing`);
    const left = creditLeft(lane);
    const isRight = left === BigInt(cap - used + restored) && left >= 0n;
    const free = lane.segment.last - lane.segment.next + 1;
    if (!isRight || free !== numbers)
      expect({ left, free }).toEqual({ left: cap - used + restored, free: numbers });
  }
}
