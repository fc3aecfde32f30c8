import {
  firstAnswer,
  type IssuedOutcome,
  type IssueRequest,
  type IssueResult,
  issueRequestText,
  type RequestRecord,
  signerOfRequest,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import type { Contract } from '../ledger/contract.js';

/**
 * Returns the outcome of an earlier request with the same id; undefined when there was none. The ledger remembers
 * every request forever.
 *
 * @throws {DomainError} REQUEST_ID_REUSED when the id was used with other content, REQUEST_REPLACED
 */
export async function rememberedOutcome(
  contract: Contract,
  seller: string,
  request: IssueRequest,
): Promise<IssuedOutcome | undefined> {
  const { requestId } = request;
  const argument = { actor: signerOfRequest(seller, request), requestId };
  const { record } = await contract.read('invoice:ReadRequest', argument);
  if (record === undefined) return undefined;
  const digest = cryptography.sha256(issueRequestText(seller, request));
  return { requestId, ...firstAnswer(requestId, record as RequestRecord<IssueResult>, digest) };
}
