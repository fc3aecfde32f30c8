import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { present } from '@fapiao-ledger/core';
import { BlockFile, type BlockLocation } from '../embedded/block-file.js';
import { FileDisk } from '../embedded/file-disk.js';
import { CHANNEL_FOLDER } from '../embedded/folder-place.js';
import { BLOCK_FILE } from '../embedded/open-peer.js';
import { systemRandom } from '../embedded/random.js';
import { blockNumber } from './block-view.js';
import { NoBlock } from './values.js';

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

/**
 * Returns the chain of one block in a file, as `peer channel fetch` writes it, or of a folder of such files.
 *
 * @throws {NoBlock} naming the file of a folder that is no block, or the block that is missing or there twice
 */
export async function fileChain(path: string): Promise<Chain> {
  if ((await stat(path)).isDirectory()) return await folderChain(path);
  const bytes = await readFile(path);
  const number = blockNumber(bytes);
  return { first: number, last: number, block: () => bytes, close: () => undefined };
}

/** The names of the files do not matter, because each block has its number. */
async function folderChain(folder: string): Promise<Chain> {
  const blocks: { readonly file: string; readonly number: number }[] = [];
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    blocks.push({ file, number: numberIn(await readFile(file), file) });
  }
  blocks.sort((one, other) => one.number - other.number);
  const [{ number: first } = { number: 0 }] = blocks;
  const misplaced = blocks.findIndex(({ number }, index) => number !== first + index);
  if (blocks.length === 0) throw new NoBlock(`there is no block in ${folder}`);
  if (misplaced >= 0)
    throw new NoBlock(
      `block ${first + misplaced} is missing in ${folder}, or the block before is there twice`,
    );
  return {
    first,
    last: first + blocks.length - 1,
    block: async (number) => await readFile(present(blocks[number - first], `block ${number}`).file),
    close: () => undefined,
  };
}

function numberIn(bytes: Uint8Array, file: string): number {
  try {
    return blockNumber(bytes);
  } catch (cause) {
    if (!(cause instanceof NoBlock)) throw cause;
    throw new NoBlock(`${file}: ${cause.message}`, { cause });
  }
}
