import { Readable } from 'node:stream';
import type { ChangeBlock } from './ledger-change.js';

/** Most blocks that are read ahead while earlier ones are projected. */
const AHEAD_MAX = 32;
/** Largest batch. A larger one would take too much memory: in compact form, an invoice has some 50 bytes. */
const BATCH_BYTES_MAX = 1_000_000;
/** Counted for each transaction, because a page of equal drafts has few bytes and as many invoices as others. */
const TRANSACTION_BYTES = 2_000;

/** Yields batches of blocks: single blocks at the head of the ledger, many together while catching up. */
export async function* gather(blocks: AsyncIterable<ChangeBlock>): AsyncGenerator<readonly ChangeBlock[]> {
  const stream = Readable.from(blocks, { objectMode: true, highWaterMark: AHEAD_MAX });
  for await (const first of stream as AsyncIterable<ChangeBlock>) {
    const batch = [first];
    let bytes = weightOf(first);
    while (bytes < BATCH_BYTES_MAX) {
      const next = stream.read() as ChangeBlock | null;
      if (next === null) break;
      batch.push(next);
      bytes += weightOf(next);
    }
    yield batch;
  }
}

function weightOf({ bytes, transactions }: ChangeBlock): number {
  return bytes + transactions.length * TRANSACTION_BYTES;
}
