import { Readable } from 'node:stream';
import type { ChangeBlock } from './ledger-change.js';

/** Most blocks that are read ahead while earlier ones are projected. */
const AHEAD_MAX = 32;
/** Largest batch, because a larger one would block the other tasks of the thread. */
const BATCH_BYTES_MAX = 1_000_000;

/** Yields batches of blocks: single blocks at the head of the ledger, many together while catching up. */
export async function* gather(blocks: AsyncIterable<ChangeBlock>): AsyncGenerator<readonly ChangeBlock[]> {
  const stream = Readable.from(blocks, { objectMode: true, highWaterMark: AHEAD_MAX });
  for await (const first of stream as AsyncIterable<ChangeBlock>) {
    const batch = [first];
    let { bytes } = first;
    while (bytes < BATCH_BYTES_MAX) {
      const next = stream.read() as ChangeBlock | null;
      if (next === null) break;
      batch.push(next);
      bytes += next.bytes;
    }
    yield batch;
  }
}
