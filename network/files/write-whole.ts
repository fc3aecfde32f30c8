import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './folder.js';

type Content = string | Uint8Array | AsyncIterable<string>;

const PRIVATE = { file: 0o600, folder: 0o700 } as const;
const PUBLIC = { file: 0o644, folder: 0o777 } as const;

/**
 * Writes a whole file or nothing, and returns when it survives a loss of power: under another name first,
 * synced, then moved into place. Makes the folders above it.
 *
 * @param options `isPrivate`: only its owner may read it; `draft`: the other name, as `draftOf` makes it
 * @throws what the system or the content throws; the draft is removed then
 */
export async function writeWhole(
  path: string,
  content: Content,
  { isPrivate = false, draft = draftOf(path) }: { isPrivate?: boolean; draft?: string } = {},
): Promise<void> {
  const folder = dirname(path);
  const mode = isPrivate ? PRIVATE : PUBLIC;
  try {
    await mkdir(folder, { recursive: true, mode: mode.folder });
    await writeSynced(await open(draft, 'wx', mode.file), content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Returns a name beside a file that no other writer uses. */
export function draftOf(path: string): string {
  return `${path}.${randomUUID()}.part`;
}

/** Writes to an open file, syncs it and closes it. */
export async function writeSynced(handle: FileHandle, content: Content): Promise<void> {
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
