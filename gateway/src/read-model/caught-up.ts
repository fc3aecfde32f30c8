import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { RunningReadModel } from './running.js';

/** How long an answer may wait for the blocks that the ledger had at the request. */
const CURRENT_WITHIN_MS = 1_000;

/**
 * Waits until the read model has reached the ledger's height, because a caller expects to find an invoice that it has
 * just issued. If the ledger does not answer or is far ahead, the answer has the lower height.
 */
export async function caughtUp({ follower }: RunningReadModel, client: LedgerClient): Promise<void> {
  const status = await client.status().catch(() => undefined);
  if (status === undefined) return;
  await follower.reached(status.height, AbortSignal.timeout(CURRENT_WITHIN_MS));
}
