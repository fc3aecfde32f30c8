import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlockFile, type BlockLocation } from '../embedded/block-file.js';
import { FileDisk } from '../embedded/file-disk.js';
import { CHANNEL_FOLDER } from '../embedded/folder-place.js';
import { BLOCK_FILE } from '../embedded/open-peer.js';
import { systemRandom } from '../embedded/random.js';
import { blockView } from './block-view.js';

/** Blocks that can be read one by one, each as bytes of common.Block. */
export interface Chain {
  /** Number of the first block that is there, and of the last one. */
  readonly first: number;
  readonly last: number;
  /** Returns a block from the first to the last. */
  block(number: number): Uint8Array | Promise<Uint8Array>;
  close(): void | Promise<void>;
}

/**
 * Opens the blocks of an embedded ledger. It changes nothing and takes no lock, so the ledger may be in use: then the chain ends with
 * the block that was the last one at this moment.
 *
 * @throws {LedgerError} LEDGER_DAMAGED naming the first block that is not as it was written
 */
export async function storedChain(folder: string): Promise<Chain> {
  const disk = new FileDisk(join(folder, CHANNEL_FOLDER), 'read only');
  const file = await BlockFile.open(disk, BLOCK_FILE, systemRandom);
  try {
    const locations = Array.from(file.scan(), ({ location }) => location);
    return {
      first: 0,
      last: locations.length - 1,
      block: (number) => file.read(number, locations[number] as BlockLocation),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Returns the chain of one block in a file, as `peer channel fetch` writes it. @throws {NoBlock} */
export async function fileChain(path: string): Promise<Chain> {
  const bytes = await readFile(path);
  const { number } = blockView(bytes);
  return { first: number, last: number, block: () => bytes, close: () => undefined };
}
