import type { IssueAnswer } from '@fapiao-ledger/client';
import { type IssueResult, invoicesOfOutcome, type Json, type Request } from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';

/** Returns the answer to an issue request: numbers and check codes follow from the first number. */
export function issuedBy(remembered: Json, { requestId }: Pick<Request, 'requestId'>): IssueAnswer {
  const result = remembered as unknown as IssueResult;
  const { transactionId, issuedAt } = result;
  const invoices = invoicesOfOutcome({ requestId, ...result }, cryptography.sha256);
  return { requestId, transactionId, issuedAt, invoices };
}
