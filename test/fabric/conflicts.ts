import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/** How many transactions came too late, in blocks from a height on. */
export async function conflictsSince(ledger: LedgerClient, from: bigint): Promise<number> {
  const { height } = await ledger.status();
  let conflicts = 0;
  for await (const { number, transactions } of ledger.blocks(from, new AbortController().signal)) {
    conflicts += transactions.filter(({ validationCode }) => validationCode === 'MVCC_READ_CONFLICT').length;
    if (number === height - 1n) break;
  }
  return conflicts;
}
