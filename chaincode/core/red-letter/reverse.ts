import { DomainError, InvariantError } from '../errors.js';
import type { InvoiceStatusJson, RedemptionJson } from '../invoice/invoice.js';
import { liveFen, liveState } from '../invoice/lifecycle.js';
import { transferOut } from '../invoice/use.js';
import { type Fen, formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import type { Reversal } from './judge-reversal.js';
import { addReversed } from './line-rest.js';

/** Most red-letter invoices of one invoice: its status lists all of them, and is read and written whole. */
export const REDS_MAX = 100;

/** The red-letter invoice that takes a part of an invoice. */
export interface IssuedRed {
  /** Its number. */
  readonly red: string;
  /** Moment of its issue, as text. */
  readonly at: string;
  /** Day of its issue in Shanghai. */
  readonly date: string;
  /** Last tax period that the buyer of the invoice has filed; absent when it has filed none. */
  readonly filedThrough?: string | undefined;
}

/**
 * Returns the status of an invoice of which a red-letter invoice takes a part or the whole (T23). It takes what is not redeemed first,
 * then the newest bookings, which stay listed with what was taken of them. Of a deduction it takes back the tax.
 */
export function reverse(
  status: InvoiceStatusJson,
  { lines, totals }: Reversal,
  issued: IssuedRed,
): InvoiceStatusJson {
  const { red, at } = issued;
  const gross = parseYuan(totals.gross);
  const rest = parseYuan(status.rest);
  const fromRest = gross < rest ? gross : rest;
  const before = status.reversal ?? NO_REVERSAL;
  const changed = {
    ...status,
    rest: formatYuan(subtractFen(rest, fromRest)),
    ...(status.use === undefined ? {} : { use: transferOut(status.use, { ...issued, tax: totals.tax }) }),
    redemptions: withoutNewest(status.redemptions, subtractFen(gross, fromRest), red),
    reversal: {
      ...before,
      at,
      reds: [...before.reds, red],
      totals: sumOf(before.totals, totals),
      lines: addReversed(before.lines, lines),
    },
  };
  return { ...changed, state: liveState(changed) };
}

const NO_REVERSAL = { forms: 0, reds: [], totals: { net: '0.00', tax: '0.00', gross: '0.00' }, lines: [] };

/** Returns the status of an invoice for which one more form is started. @param at moment of the start, as text */
export function countForm(status: InvoiceStatusJson, at: string): InvoiceStatusJson {
  const before = status.reversal ?? NO_REVERSAL;
  return { ...status, reversal: { ...before, at, forms: before.forms + 1 } };
}

/** Requires that one more red-letter invoice has a place, which the last one must use up. @throws {DomainError} REVERSAL_COUNT */
export function requirePlace(
  { reversal, rest, redemptions }: InvoiceStatusJson,
  { totals }: Pick<Reversal, 'totals'>,
): void {
  const booked = sumFen(redemptions.map(liveFen));
  const left = sumFen([parseYuan(rest), booked]);
  if ((reversal?.reds.length ?? 0) < REDS_MAX - 1 || parseYuan(totals.gross) === left) return;
  throw new DomainError(
    'REVERSAL_COUNT',
    `red-letter invoice ${REDS_MAX} must take all that is left, ${formatYuan(left)}`,
  );
}

/** Returns the companies that have a booking of the invoice which is not reversed, newest first. */
export function bookersOf({ redemptions }: InvoiceStatusJson): readonly string[] {
  const live = redemptions.filter((redemption) => liveFen(redemption) > 0n);
  return [...new Set(live.toReversed().map(({ company }) => company))];
}

/** Takes an amount of the newest bookings. @throws {InvariantError} when they have less */
function withoutNewest(
  redemptions: readonly RedemptionJson[],
  amount: Fen,
  red: string,
): readonly RedemptionJson[] {
  let left = amount;
  const reversed = redemptions.toReversed().map((redemption) => {
    const live = liveFen(redemption);
    const taken = live < left ? live : left;
    if (taken === 0n) return redemption;
    left = subtractFen(left, taken);
    return { ...redemption, reversed: [...(redemption.reversed ?? []), { red, amount: formatYuan(taken) }] };
  });
  if (left > 0n) throw new InvariantError(`${formatYuan(left)} more would be reversed than is left`);
  return reversed.reverse();
}

function sumOf(a: Reversal['totals'], b: Reversal['totals']): Reversal['totals'] {
  const add = (field: keyof Reversal['totals']): string =>
    formatYuan(sumFen([parseYuan(a[field]), parseYuan(b[field])]));
  return { net: add('net'), tax: add('tax'), gross: add('gross') };
}
