import { DomainError } from '../errors.js';
import { formatYuan, parseYuan, subtractFen } from '../money/money.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { formatInstant, monthOf, monthsAfter, shanghaiDate } from '../time.js';
import type { InvoiceJson, InvoiceStatusJson, InvoiceType, UseJson, UsePurpose } from './invoice.js';
import { requireNotFrozen, requireNotRed } from './lifecycle.js';

/** Types of invoices whose tax a buyer may deduct, in a rule set that does not name them. */
const DEDUCTIBLE_TYPES: readonly InvoiceType[] = ['SPECIAL'];

/** What a buyer confirms about an invoice. */
export interface UseConfirmation {
  /** Code of the company that signs. */
  readonly actor: string;
  readonly purpose: UsePurpose;
  /** The tax period, a month, whose return counts the invoice. */
  readonly period: string;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
  /** Last tax period that the buyer has filed; absent when it has filed none. */
  readonly filedThrough?: string | undefined;
}

/**
 * Returns the status of an invoice whose enterprise buyer confirms its use, once: for deduction, or as not deductible (T35).
 *
 * @throws {DomainError} NOT_THE_BUYER, INVOICE_FROZEN, INVOICE_RED, USE_NOT_ALLOWED, USE_CONFIRMED, USE_PERIOD
 */
export function confirmUse(
  invoice: InvoiceJson,
  status: InvoiceStatusJson,
  { actor, purpose, period, at, filedThrough }: UseConfirmation,
  ruleSet: Pick<RuleSetJson, 'deductibleTypes'>,
): InvoiceStatusJson {
  requireBuyer(invoice, actor);
  requireNotFrozen(status);
  requireNotRed(status);
  if (!(ruleSet.deductibleTypes ?? DEDUCTIBLE_TYPES).includes(invoice.type))
    throw new DomainError(
      'USE_NOT_ALLOWED',
      `the tax of an invoice of type ${invoice.type} is not deducted, so its use is not confirmed`,
    );
  if (status.use !== undefined)
    throw new DomainError('USE_CONFIRMED', `the use is confirmed for ${status.use.period} already`);
  const [first, last] = [firstOpen(monthOf(invoice.date), filedThrough), monthOf(shanghaiDate(at))];
  if (period < first || period > last)
    throw new DomainError('USE_PERIOD', `the use of this invoice is confirmed for ${first} to ${last}`);
  const use = { purpose, period, at: formatInstant(at) };
  if (purpose === 'NO_DEDUCTION') return { ...status, use };
  const reversed = parseYuan(status.reversal?.totals.tax ?? '0.00');
  return {
    ...status,
    use: { ...use, tax: formatYuan(subtractFen(parseYuan(invoice.totals.tax), reversed)) },
  };
}

/** Returns the first tax period from a month on that a taxpayer has not filed. */
function firstOpen(month: string, filedThrough: string | undefined): string {
  return filedThrough === undefined || month > filedThrough ? month : monthsAfter(filedThrough, 1);
}

/**
 * Returns a confirmation of use of which a red-letter invoice takes back a tax (T36). It counts in the month of the red-letter invoice, or in
 * the first month that the buyer has not filed: around midnight a transaction may still be of the month before.
 */
export function transferOut(
  use: UseJson,
  {
    red,
    date,
    tax,
    filedThrough,
  }: { red: string; date: string; tax: string; filedThrough?: string | undefined },
): UseJson {
  if (use.tax === undefined) return use;
  const transfer = { red, period: firstOpen(monthOf(date), filedThrough), tax };
  return { ...use, transfers: [...(use.transfers ?? []), transfer] };
}

/**
 * Returns the status of an invoice whose buyer revokes its confirmation of use (T35).
 * @param filedThrough as in `UseConfirmation`
 * @throws {DomainError} NOT_THE_BUYER, INVOICE_FROZEN, INVOICE_RED, USE_NOT_CONFIRMED, USE_PERIOD
 */
export function revokeUse(
  invoice: InvoiceJson,
  status: InvoiceStatusJson,
  actor: string,
  filedThrough?: string,
): InvoiceStatusJson {
  requireBuyer(invoice, actor);
  requireNotFrozen(status);
  requireNotRed(status);
  const { use, ...rest } = status;
  if (use === undefined)
    throw new DomainError('USE_NOT_CONFIRMED', 'the use of the invoice is not confirmed');
  if (filedThrough !== undefined && use.period <= filedThrough)
    throw new DomainError('USE_PERIOD', `the return of ${use.period} is filed, so the confirmation stays`);
  return rest;
}

function requireBuyer({ buyer }: InvoiceJson, actor: string): void {
  if (buyer.type === 'ENTERPRISE' && buyer.code === actor) return;
  throw new DomainError('NOT_THE_BUYER', 'only the enterprise that the invoice is made out to may do this');
}
