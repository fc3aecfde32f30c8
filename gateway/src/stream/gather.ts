import { Readable } from 'node:stream';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';

/** Blocks read ahead while earlier ones are projected. */
const AHEAD_MAX = 32;
/** Reading more at once would keep everybody else waiting. */
const BATCH_BYTES_MAX = 1_000_000;

/** Blocks as they come: one by one at the head of the ledger, many together while catching up. */
export async function* gather(blocks: AsyncIterable<LedgerBlock>): AsyncGenerator<readonly LedgerBlock[]> {
  const stream = Readable.from(blocks, { objectMode: true, highWaterMark: AHEAD_MAX });
  for await (const first of stream as AsyncIterable<LedgerBlock>) {
    const batch = [first];
    let bytes = bytesOf(first);
    while (bytes < BATCH_BYTES_MAX) {
      const next = stream.read() as LedgerBlock | null;
      if (next === null) break;
      batch.push(next);
      bytes += bytesOf(next);
    }
    yield batch;
  }
}

function bytesOf(block: LedgerBlock): number {
  let bytes = 0;
  for (const { writes } of block.transactions) {
    for (const { value } of writes) bytes += value?.length ?? 0;
  }
  return bytes;
}
