import { mkdir, mkdtemp, open, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a folder of secret text files, readable by their owner only. It appears complete or not at
 * all, and one that has files in it already is left as it is.
 *
 * @throws when the folder is there and not empty
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

/** Makes the names in a folder survive a loss of power. Windows does so by itself, and offers no call for it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
