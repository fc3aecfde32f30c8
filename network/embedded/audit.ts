import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../ledger-error.js';
import { type BlockContent, decodeBlock } from './block.js';
import type { StoredBlock } from './block-file.js';
import { type ChannelConfig, decodeConfigBlock } from './config-block.js';
import { damaged } from './faults.js';
import { FolderLock } from './folder-lock.js';
import { CHANNEL_FOLDER } from './folder-place.js';
import { defaultHeights } from './height-place.js';
import type { SignedHeader } from './height-record.js';
import { Judge } from './judge.js';
import { BLOCK_FILE } from './open-peer.js';
import { isWorthless, STATE_FILE } from './open-state-store.js';
import { applyNext } from './replay.js';
import { cannotBeOpened } from './sqlite-fault.js';
import { SqliteStateStore } from './sqlite-state-store.js';
import type { StateStore } from './state-store.js';
import { storedBlocks } from './stored-blocks.js';

/** Result of an audit: the parts of the ledger that are as they were written. */
export interface Audit {
  readonly blocks: number;
  readonly transactions: number;
  /** The last block. */
  readonly last: SignedHeader;
  /** Configuration of the channel in the first block. */
  readonly config: ChannelConfig;
}

/**
 * Audits a whole ledger and trusts nothing in its folder except the first block. Checked are every hash, the orderer's
 * signature on each block, every signature and the endorsement policy of each transaction, every verdict, the state
 * against one that is built anew, and the last block against the height that is kept outside of the folder. The audit
 * changes nothing; the ledger must be closed.
 *
 * @param heights folder of the heights; with null newer blocks may be missing
 * @throws {LedgerError} LEDGER_UNAVAILABLE when there is no ledger or it is open; LEDGER_DAMAGED naming the first block
 *   that is not as it was written, or the table of the state that differs; LEDGER_ROLLED_BACK when blocks are missing
 */
export async function auditLedger(
  folder: string,
  heights: string | null = defaultHeights(process.env),
): Promise<Audit> {
  if (!existsSync(join(folder, CHANNEL_FOLDER, BLOCK_FILE)))
    throw new LedgerError('LEDGER_UNAVAILABLE', `there is no ledger in ${folder}`, { stage: 'open' });
  const lock = new FolderLock(folder);
  const scratch = await mkdtemp(join(tmpdir(), 'fapiao-audit-'));
  try {
    return await audit(folder, heights, join(scratch, STATE_FILE));
  } finally {
    await rm(scratch, { recursive: true });
    lock.release();
  }
}

/** @param scratch path of a state that is built for the audit */
async function audit(folder: string, heights: string | null, scratch: string): Promise<Audit> {
  const state = join(folder, CHANNEL_FOLDER, STATE_FILE);
  const height = heightOf(state);
  let rebuilt = new SqliteStateStore(scratch);
  let judge: Judge | undefined;
  let last: BlockContent | undefined;
  let [blocks, transactions] = [0, 0];
  try {
    for await (const stored of storedBlocks(folder)) {
      judge = await judged(judge, stored, rebuilt, heights);
      applyNext(stored, rebuilt);
      last = decodeBlock(stored.bytes);
      blocks += 1;
      transactions += last.envelopes.length;
      if (blocks !== height) continue;
      // The state is compared as a file, which no other process may have open.
      rebuilt.close();
      try {
        compareStates(state, scratch);
      } finally {
        rebuilt = new SqliteStateStore(scratch);
      }
    }
  } finally {
    rebuilt.close();
  }
  if (judge === undefined || last === undefined || blocks < height)
    throw damaged(`block ${blocks} is damaged or missing`);
  if (heights !== null) await judge.checkHeight(blocks - 1);
  return { blocks, transactions, last, config: judge.config };
}

/** Makes the judge of all blocks from the first one. */
async function judged(
  judge: Judge | undefined,
  stored: StoredBlock,
  state: StateStore,
  heights: string | null,
): Promise<Judge> {
  try {
    await judge?.check(stored, state);
    return judge ?? (await Judge.by(decodeConfigBlock(stored.bytes), heights));
  } catch (cause) {
    throw cause instanceof LedgerError ? cause : damaged(`block ${stored.number} cannot be read`, cause);
  }
}

/** Returns the number of blocks in the state; 0 when there is no state, which the audit then builds from the blocks. */
function heightOf(state: string): number {
  if (!existsSync(state)) return 0;
  try {
    const store = new SqliteStateStore(state);
    const last = store.savepoint()?.number ?? -1;
    store.close();
    return last + 1;
  } catch (cause) {
    throw stateFault(state, cause);
  }
}

const TABLES = ['state', 'history', 'tx', 'block'];

/** Compares two states. @throws {LedgerError} LEDGER_DAMAGED when they do not hold the same rows */
function compareStates(state: string, rebuilt: string): void {
  const database = new DatabaseSync(state);
  try {
    database.prepare('ATTACH ? AS rebuilt').run(rebuilt);
    for (const table of TABLES) {
      const rows = `SELECT * FROM main.${table}`;
      const expected = `SELECT * FROM rebuilt.${table}`;
      const { count } = database
        .prepare(
          `SELECT (SELECT count(*) FROM (${rows} EXCEPT ${expected})) + (SELECT count(*) FROM (${expected} EXCEPT ${rows})) AS count`,
        )
        .get() as { count: number };
      if (count > 0) throw damaged(`the ${table} table is not what the blocks say: ${remedy(state)}`);
    }
  } catch (cause) {
    throw cause instanceof LedgerError ? cause : stateFault(state, cause);
  } finally {
    database.close();
  }
}

/** Distinguishes a state that is proved to be worthless from one that cannot be read now. */
function stateFault(state: string, cause: unknown): LedgerError {
  if (isWorthless(cause)) return damaged(`the state cannot be read: ${remedy(state)}`, cause);
  return cannotBeOpened(`the state in ${state}`, cause);
}

function remedy(state: string): string {
  return `remove ${state}; it is built again from the blocks`;
}
