import {
  checkCodeOf,
  DomainError,
  type ErrorCode,
  type IssuedOutcome,
  type IssueOutcome,
  type IssueRecord,
  numberPlus,
  ValidationError,
} from '@fapiao-ledger/chaincode/core';

/** What a page made of one request, or its refusal as the error it is. @throws {ValidationError | DomainError} */
export function outcomeOrThrow(outcome: IssueOutcome): IssuedOutcome {
  if (!('error' in outcome)) return outcome;
  const { code, message, faults } = outcome.error;
  throw faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}

/** The first answer to a request, from what the ledger remembers of it. */
export function outcomeOfRecord(requestId: string, record: IssueRecord): IssuedOutcome {
  const { transactionId, issuedAt, page, first, count } = record;
  const numbers = Array.from({ length: count }, (_, index) => numberPlus(first, index));
  const invoices = numbers.map((number) => ({ number, checkCode: checkCodeOf(number, transactionId) }));
  return { requestId, transactionId, issuedAt, page, invoices };
}

/** Refusals that end when the lane is supplied. */
const SHORTAGES: readonly ErrorCode[] = [
  'LANE_NOT_FOUND',
  'LANE_MONTH',
  'NUMBER_YEAR',
  'NUMBERS_EXHAUSTED',
  'CREDIT_EXCEEDED',
];

export function isShortage(error: unknown): boolean {
  return error instanceof DomainError && SHORTAGES.includes(error.code);
}
