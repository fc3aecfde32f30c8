import {
  DomainError,
  type ErrorCode,
  type IssueAnswer,
  type IssuedOutcome,
  type IssueOutcome,
  invoicesOfOutcome,
  ValidationError,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';

/** What a page made of one request, or its refusal as the error it is. @throws {ValidationError | DomainError} */
export function outcomeOrThrow(outcome: IssueOutcome): IssuedOutcome {
  if (!('error' in outcome)) return outcome;
  const { code, message, faults } = outcome.error;
  throw faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}

/** What a caller hears of a request: its invoices one by one. */
export function issuedAnswer(outcome: IssuedOutcome): IssueAnswer {
  const { requestId, transactionId, issuedAt } = outcome;
  const invoices = invoicesOfOutcome(outcome, cryptography.sha256);
  return { requestId, transactionId, issuedAt, invoices };
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
