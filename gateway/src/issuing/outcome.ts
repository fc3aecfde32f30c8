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

/** Returns the outcome of a request on its page. @throws {ValidationError | DomainError} its refusal */
export function outcomeOrThrow(outcome: IssueOutcome): IssuedOutcome {
  if (!('error' in outcome)) return outcome;
  const { code, message, faults } = outcome.error;
  throw faults === undefined ? new DomainError(code, message) : new ValidationError(faults);
}

/** Returns the answer to a request, which lists its invoices. */
export function issuedAnswer(outcome: IssuedOutcome): IssueAnswer {
  const { requestId, transactionId, issuedAt } = outcome;
  const invoices = invoicesOfOutcome(outcome, cryptography.sha256);
  return { requestId, transactionId, issuedAt, invoices };
}

/** Refusals that a supply of the lane resolves. */
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
