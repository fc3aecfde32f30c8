import type { CancelResult, ObjectReader } from '#core';
import type { Transaction } from '../transaction.js';
import { perform, readAct, type SignedAct } from './act.js';

/**
 * Replaces a request that has not taken effect, and does nothing else: the actor gives the request up for ever (T22).
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

export function readCancel(reader: ObjectReader): SignedAct<unknown> {
  if (reader.optional('replaces') === undefined) {
    reader.fault('FIELD_REQUIRED', 'replaces', 'the request to be cancelled is missing');
  }
  return readAct(reader, () => ({}));
}
