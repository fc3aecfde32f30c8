import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '@fapiao-ledger/network/folder';

/** Writes a file that only its owner may read. @see writeWhole */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeWhole(path, text, 0o600);
}

/** Writes a file that is there as a whole or not at all, also after a loss of power. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, text, { mode, flush: true });
  await rename(draft, path);
  await syncFolder(folder);
}
