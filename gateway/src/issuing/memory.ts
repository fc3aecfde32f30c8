import {
  DomainError,
  type IssuedOutcome,
  type IssueRecord,
  type IssueRequest,
  issueStatementText,
  outcomeOfRecord,
} from '@fapiao-ledger/chaincode/core';
import type { Contract } from '../ledger/contract.js';
import { cryptography } from './cryptography.js';

/**
 * What a seller was told about a request when it first made it, if it ever did: the ledger remembers
 * every request for ever.
 *
 * @throws {DomainError} REQUEST_ID_REUSED when the id was used with other content
 */
export async function firstAnswerTo(
  contract: Contract,
  seller: string,
  request: IssueRequest,
): Promise<IssuedOutcome | undefined> {
  const { requestId } = request;
  const record = await recordOf(contract, seller, requestId);
  if (record === undefined) return undefined;
  const text = issueStatementText(contract.client.channel, seller, request);
  if (cryptography.sha256(text) === record.digest) return outcomeOfRecord(requestId, record);
  throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} was used with other content`);
}

async function recordOf(
  contract: Contract,
  actor: string,
  requestId: string,
): Promise<IssueRecord | undefined> {
  try {
    return await contract.read('invoice:ReadRequest', { actor, requestId });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'REQUEST_NOT_FOUND') return undefined;
    throw error;
  }
}
