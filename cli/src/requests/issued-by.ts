import { createHash } from 'node:crypto';
import type { IssueAnswer } from '@fapiao-ledger/client';
import { type IssueResult, invoicesOfOutcome, type Json, type Request } from '@fapiao-ledger/core';

/** Returns the answer to an issue request: numbers and check codes follow from the first number. */
export function issuedBy(remembered: Json, { requestId }: Pick<Request, 'requestId'>): IssueAnswer {
  const result = remembered as unknown as IssueResult;
  const { transactionId, issuedAt } = result;
  const invoices = invoicesOfOutcome({ requestId, ...result }, sha256Hex);
  return { requestId, transactionId, issuedAt, invoices };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
