import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../ledger-error.js';
import { auditLedger } from './audit.js';
import { headerHash } from './block.js';
import { FolderLock } from './folder-lock.js';
import { readHeight, replaceHeight } from './height-file.js';
import { heightFolder } from './height-place.js';

/** The heights that the operator names: the height that is kept, and the last block of the folder. */
export interface Accepted {
  readonly kept: number | 'none';
  readonly found: number;
}

/** Log of accepted heights: time and blocks, one JSON object per line, appended only. */
const LOG = 'accepted.jsonl';

/**
 * Audits a ledger and keeps the last block of its folder as the height, although newer blocks were acknowledged or no
 * height is kept. Invoice numbers of missing blocks will be issued again to other buyers, so the operator must name both
 * heights.
 *
 * @returns path of the log that records the acceptance
 * @throws {LedgerError} as `auditLedger`; LEDGER_UNAVAILABLE when the ledger is open or the heights are others
 */
export async function acceptHeight(folder: string, heights: string, accepted: Accepted): Promise<string> {
  const { last, config } = await auditLedger(folder, null);
  const place = heightFolder(heights, config);
  const lock = new FolderLock(place, `the ledger in ${folder}, or a copy of it that shares ${place},`);
  try {
    const before = await readKept(place);
    const kept = before?.header.number ?? 'none';
    const found = last.header.number;
    if (kept !== accepted.kept || found !== accepted.found)
      throw unnamed(
        `the height that is kept is ${kept}, and the folder ends with block ${found}: give --kept ${kept} --found ${found}`,
      );
    const hashes = {
      keptHash: before && hex(headerHash(before.header)),
      foundHash: hex(headerHash(last.header)),
    };
    const log = join(place, LOG);
    await appendLine(log, { time: new Date().toISOString(), folder, kept, found, ...hashes });
    await replaceHeight(place, last);
    return log;
  } finally {
    lock.release();
  }
}

/** Returns the height that is kept. One that cannot be read counts as none. */
async function readKept(place: string): ReturnType<typeof readHeight> {
  try {
    return await readHeight(place);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'LEDGER_ROLLED_BACK') return undefined;
    throw error;
  }
}

async function appendLine(path: string, entry: object): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.write(`${JSON.stringify(entry)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function unnamed(message: string): LedgerError {
  return new LedgerError('LEDGER_UNAVAILABLE', message, { stage: 'open' });
}
