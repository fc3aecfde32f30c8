import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SUMMARY = 'summary.json';
const KNOWN = new Set([
  SUMMARY,
  'ledger',
  'receipts',
  'identities',
  'ca.pem',
  'trust.json',
  'forged.pdf',
  'gateway.log',
]);

/**
 * An empty folder for the demo's output. A folder that is there is emptied only when a demo made it,
 * that is when it holds nothing that a demo does not leave.
 */
export async function prepareOutput(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const foreign = entries.find((entry) => !KNOWN.has(entry));
  if (foreign !== undefined)
    throw new Error(`${folder} holds ${foreign}, which no demo made: choose another with --out`);
  if (entries.length > 0 && !(await isDirectory(join(folder, 'ledger')))) {
    throw new Error(`${folder} is not empty and no demo made it: choose another with --out`);
  }
  for (const entry of entries) await rm(join(folder, entry), { recursive: true });
  await mkdir(join(folder, 'identities'), { recursive: true });
  await mkdir(join(folder, 'receipts'));
}

async function isDirectory(path: string): Promise<boolean> {
  return await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
