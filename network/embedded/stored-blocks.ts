import { join } from 'node:path';
import { BlockFile, type StoredBlock } from './block-file.js';
import { FileDisk } from './file-disk.js';
import { CHANNEL_FOLDER } from './folder-place.js';
import { BLOCK_FILE } from './open-peer.js';
import { systemRandom } from './random.js';

export type { StoredBlock } from './block-file.js';

/**
 * Yields the blocks of a ledger's folder, in order, each as bytes of common.Block. It changes nothing and takes no lock:
 * for explorers and checkers.
 *
 * @throws {LedgerError} LEDGER_DAMAGED naming the first block that is not as it was written
 */
export async function* storedBlocks(folder: string): AsyncGenerator<StoredBlock, void, void> {
  const disk = new FileDisk(join(folder, CHANNEL_FOLDER), 'read only');
  const blocks = await BlockFile.open(disk, BLOCK_FILE, systemRandom);
  try {
    yield* blocks.scan();
  } finally {
    await blocks.close();
  }
}
