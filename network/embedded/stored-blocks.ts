import { join } from 'node:path';
import { BlockFile, type StoredBlock } from './block-file.js';
import { FileDisk } from './file-disk.js';
import { CHANNEL_FOLDER } from './folder-place.js';
import { BLOCK_FILE } from './open-peer.js';
import { systemRandom } from './random.js';

export type { StoredBlock } from './block-file.js';

/**
 * The blocks in a ledger's folder, in order, each as bytes of common.Block, with nothing changed and
 * no lock taken: for explorers and checkers.
 *
 * @throws {LedgerError} LEDGER_DAMAGED naming the first block that is not what was written
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
