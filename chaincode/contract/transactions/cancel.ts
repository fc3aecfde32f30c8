import { type CancelResult, type Read, read } from '#core';
import type { Transaction } from '../transaction.js';
import { actIn, perform, type SignedAct } from './act.js';

/**
 * Cancels a request that has not taken effect, so that it can never take effect (T22). Nothing else is written.
 *
 * @throws {DomainError} as `perform`
 */
export async function cancelRequest(
  transaction: Transaction,
  act: SignedAct<unknown>,
): Promise<CancelResult> {
  return await perform(transaction, 'cancel', act, async () => {
    transaction.emit('RequestCancelled', { actor: act.actor });
    return { requestId: act.requestId, transactionId: transaction.transactionId };
  });
}

export const readCancel: Read<SignedAct<unknown>> = read.object((reader) => {
  if (reader.given('replaces') === undefined) {
    reader.fault('FIELD_REQUIRED', 'replaces', 'the request to be canceled is missing');
  }
  return actIn(reader, read.record({}), read.signerCode);
});
