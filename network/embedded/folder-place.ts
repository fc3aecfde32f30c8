import { isAbsolute, join, relative, sep } from 'node:path';
import { LedgerError } from '../ledger-error.js';
import type { ChannelConfig } from './config-block.js';
import type { FileIdentity } from './file-identity.js';
import { FolderLock } from './folder-lock.js';
import { heightFolder } from './height-place.js';

/** Folders to which a ledger writes, and the locks that it holds. Plain data, so that it can be sent to a thread. */
export interface FolderPlace {
  /** Folder of blocks and state. */
  readonly channel: string;
  /** Folder of the height. */
  readonly height: string;
  readonly guards: readonly FileIdentity[];
}

/** Parts of the data folder. */
export const CHANNEL_FOLDER = 'channel';
export const ORGANIZATIONS_FOLDER = 'organizations';

/**
 * Takes the second lock, beside the height. It survives a clean-up or a restore of the ledger's folder, and every copy
 * of that folder shares it.
 *
 * @param locks holds the lock of the ledger's folder, and receives this one
 * @throws {LedgerError} LEDGER_UNAVAILABLE when another process has this ledger open, from this folder or a copy
 */
export function placeOf(
  folder: string,
  heights: string,
  config: ChannelConfig,
  locks: FolderLock[],
): FolderPlace {
  if (isWithin(folder, heights)) {
    const message = `the heights in ${heights} are inside the ledger’s folder ${folder} and would be restored with it: keep them elsewhere`;
    throw new LedgerError('LEDGER_UNAVAILABLE', message, { stage: 'open' });
  }
  const height = heightFolder(heights, config);
  locks.push(new FolderLock(height, `the ledger in ${folder}, or a copy of it that shares ${height},`));
  return { channel: join(folder, CHANNEL_FOLDER), height, guards: locks.map(({ identity }) => identity) };
}

/** Returns whether a path is in a folder, or is it: such a path is copied and restored with the folder. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // On Windows a path to another drive is absolute.
  return way.split(sep)[0] !== '..' && !isAbsolute(way);
}
