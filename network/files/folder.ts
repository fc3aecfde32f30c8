import { mkdir, mkdtemp, open, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a folder of secret text files, which only their owner may read. The folder appears complete or not at all. A
 * folder that holds files already is left as it is.
 *
 * @throws when the folder exists and is not empty
 */
export async function createFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${folder}.`);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(draft, name), text, { mode: 0o600, flush: true });
  }
  await rename(draft, folder);
  await syncFolder(dirname(folder));
}

/** Syncs a folder, so that its names survive a loss of power. Windows does so by itself and has no call for it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
