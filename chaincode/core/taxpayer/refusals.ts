import { DomainError } from '../errors.js';
import type { NumberProfile } from '../invoice/invoice.js';
import { formatSum } from '../money/money.js';

/** Returns the refusal of a request for more numbers than a lane has left (T04). */
export function laneOutOfNumbers(lane: string, left: number): DomainError {
  return new DomainError(
    'NUMBERS_EXHAUSTED',
    `lane ${lane} has ${left} numbers left; allot numbers to the lane`,
  );
}

/** Returns the refusal of a request for consecutive numbers that no segment in the seller's stock has (T04). */
export function stockOutOfNumbers(want: {
  readonly count: number;
  readonly year: string;
  readonly profile?: NumberProfile;
}): DomainError {
  const kind = want.profile === undefined ? '' : `${want.profile} `;
  return new DomainError(
    'NUMBERS_EXHAUSTED',
    `no ${want.count} consecutive ${kind}numbers of ${want.year} are left; ask the bureau for a segment`,
  );
}

/**
 * Returns the refusal of a request for more credit of a month than the seller's grant has left (T07).
 * @param amount requested, in fen
 * @param left credit that the request can use, in fen
 */
export function grantOutOfCredit(month: string, amount: bigint, left: bigint): DomainError {
  return new DomainError(
    'CREDIT_EXCEEDED',
    `${formatSum(amount)} is more than the ${formatSum(left)} left for ${month}; ask the bureau for more credit`,
  );
}

/** Returns the refusal of a draft that names another seller than the taxpayer that signs (T01). */
export function notTheSeller(seller: string, signer: string): DomainError {
  return new DomainError('NOT_THE_SELLER', `the seller ${seller} is not the taxpayer that signs, ${signer}`);
}

/** Returns the refusal of an invoice or an allotment in a month whose return the seller has filed (T37). */
export function periodFiled(month: string): DomainError {
  return new DomainError('PERIOD_CLOSED', `the seller has filed the return of ${month}`);
}

/** Returns the refusal of a code under which no payment provider is registered (T21). */
export function providerNotFound(code: string): DomainError {
  return new DomainError('PROVIDER_NOT_FOUND', `no payment provider is registered as ${code}`);
}
