import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const PRIVATE = 0o600;
const PUBLIC = 0o644;

/**
 * Writes a whole file or nothing: under another name first, synced, then moved into place.
 * @throws when the folder cannot be written
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
  options: { isPrivate?: boolean } = {},
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    const mode = options.isPrivate === true ? PRIVATE : PUBLIC;
    await writeSynced(await open(draft, 'wx', mode), content);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Appends to a file that only its owner may read, and returns when the text is on disk. */
export async function appendPrivately(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY;
  await writeSynced(await open(file, flags, PRIVATE), text);
}

async function writeSynced(handle: FileHandle, content: string | Uint8Array): Promise<void> {
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
