import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderLock } from '@fapiao-ledger/network/embedded';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import { UsageError } from './command-line.ts';

/** Marks every folder that a demo made, so that the next demo may empty it. */
const MARKER = '.fapiao-demo';
const MARKER_TEXT = 'npm run demo made this folder, and empties it when it runs again.\n';

const MADE_BY_DEMO: ReadonlySet<string> = new Set([
  MARKER,
  'summary.json',
  'ledger',
  'receipts',
  'identities',
  'ca.pem',
  'trust.json',
  'forged.pdf',
  'gateway.log',
]);

/**
 * Returns an empty folder for the demo's output. An existing one is emptied when a demo made it, no file was added since,
 * and no process has its ledger open.
 *
 * @throws {UsageError} otherwise; then nothing has been changed
 */
export async function prepareOutput(folder: string): Promise<void> {
  const entries = await entriesOf(folder);
  if (entries.length > 0) {
    refuseForeign(folder, entries);
    refuseOpen(folder);
  }
  for (const entry of entries) await rm(join(folder, entry), { recursive: true });
  await mkdir(join(folder, 'identities'), { recursive: true });
  await mkdir(join(folder, 'receipts'));
  await writeFile(join(folder, MARKER), MARKER_TEXT);
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new UsageError(`${folder} is no folder: choose another with --out`);
    throw error;
  }
}

function refuseForeign(folder: string, entries: readonly string[]): void {
  if (!entries.includes(MARKER))
    throw new UsageError(
      `${folder} is not empty and no demo made it: remove it, or choose another with --out`,
    );
  const foreign = entries.find((entry) => !MADE_BY_DEMO.has(entry));
  if (foreign !== undefined)
    throw new UsageError(`${folder} holds ${foreign}, which no demo made: choose another with --out`);
}

/** Another process may have continued with the ledger of the last demo. */
function refuseOpen(folder: string): void {
  const ledger = join(folder, 'ledger', 'ledger');
  if (!existsSync(ledger)) return;
  try {
    new FolderLock(ledger).release();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new UsageError(`${error.message}: stop it, or choose another folder with --out`);
  }
}
