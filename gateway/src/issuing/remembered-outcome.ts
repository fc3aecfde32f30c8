import {
  firstAnswer,
  type IssuedOutcome,
  type IssueRequest,
  type IssueResult,
  issueRequestText,
  type RequestRecord,
} from '@fapiao-ledger/core';
import { cryptography } from '@fapiao-ledger/pki';
import type { Contract } from '../ledger/contract.js';

/**
 * What a seller was told about a request when it first made it, if it ever did: the ledger remembers
 * every request for ever.
 *
 * @throws {DomainError} REQUEST_ID_REUSED when the id was used with other content, REQUEST_REPLACED
 */
export async function rememberedOutcome(
  contract: Contract,
  seller: string,
  request: IssueRequest,
): Promise<IssuedOutcome | undefined> {
  const { requestId } = request;
  const argument = { actor: seller, requestId };
  const { record } = await contract.read('invoice:ReadRequest', argument);
  if (record === undefined) return undefined;
  const digest = cryptography.sha256(issueRequestText(seller, request));
  return { requestId, ...firstAnswer(requestId, record as RequestRecord<IssueResult>, digest) };
}
