import { DomainError } from '../errors.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { formatInstant, monthOf, shanghaiDate } from '../time.js';
import type { InvoiceJson, InvoiceStatusJson, InvoiceType, UsePurpose } from './invoice.js';
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
}

/**
 * Returns the status of an invoice whose enterprise buyer confirms its use, once: for deduction, or as not deductible (T35).
 *
 * @throws {DomainError} NOT_THE_BUYER, INVOICE_FROZEN, INVOICE_RED, USE_NOT_ALLOWED, USE_CONFIRMED, USE_PERIOD
 */
export function confirmUse(
  invoice: InvoiceJson,
  status: InvoiceStatusJson,
  { actor, purpose, period, at }: UseConfirmation,
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
  const [first, last] = [monthOf(invoice.date), monthOf(shanghaiDate(at))];
  if (period < first || period > last)
    throw new DomainError('USE_PERIOD', `the use of this invoice is confirmed for ${first} to ${last}`);
  return { ...status, use: { purpose, period, at: formatInstant(at) } };
}

/**
 * Returns the status of an invoice whose buyer revokes its confirmation of use (T35).
 * @throws {DomainError} NOT_THE_BUYER, INVOICE_FROZEN, INVOICE_RED, USE_NOT_CONFIRMED
 */
export function revokeUse(invoice: InvoiceJson, status: InvoiceStatusJson, actor: string): InvoiceStatusJson {
  requireBuyer(invoice, actor);
  requireNotFrozen(status);
  requireNotRed(status);
  const { use, ...rest } = status;
  if (use === undefined)
    throw new DomainError('USE_NOT_CONFIRMED', 'the use of the invoice is not confirmed');
  return rest;
}

function requireBuyer({ buyer }: InvoiceJson, actor: string): void {
  if (buyer.type === 'ENTERPRISE' && buyer.code === actor) return;
  throw new DomainError('NOT_THE_BUYER', 'only the enterprise that the invoice is made out to may do this');
}
