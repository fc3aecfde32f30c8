import { type Read, read } from '#core';
import type { Transaction } from '../transaction.js';
import { actIn, perform, type SignedAct } from './act.js';

export interface Cancelled {
  readonly requestId: string;
  readonly transactionId: string;
}

/**
 * Does nothing but what its statement does: burns the request that it replaces, if that has not taken
 * effect. An actor gives a request up for good with it.
 *
 * @throws {DomainError} as `perform`
 */
export async function cancelRequest(transaction: Transaction, act: SignedAct<unknown>): Promise<Cancelled> {
  return await perform(transaction, 'cancel', act, async () => {
    transaction.emit('RequestCancelled', { actor: act.actor });
    return { requestId: act.requestId, transactionId: transaction.transactionId };
  });
}

export const readCancel: Read<SignedAct<unknown>> = read.object((reader) => {
  if (reader.given('replaces') === undefined) {
    reader.fault('FIELD_REQUIRED', 'replaces', 'the request to be cancelled is missing');
  }
  return actIn(reader, read.record({}), read.signerCode);
});
