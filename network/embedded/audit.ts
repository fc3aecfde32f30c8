import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../ledger-error.js';
import { decodeBlock } from './block.js';
import { effectsOf } from './block-effects.js';
import type { StoredBlock } from './block-file.js';
import { isSigned } from './block-signer.js';
import { readDefinition } from './chaincode-definition.js';
import { type ChannelConfig, decodeConfigBlock } from './config-block.js';
import { CHANNEL_FOLDER } from './embedded-ledger.js';
import { Examiner } from './examiner.js';
import { damaged } from './faults.js';
import { FolderLock } from './folder-lock.js';
import { equalBytes } from './hash.js';
import { MspManager } from './msp.js';
import { isWorthless, STATE_FILE } from './open-state-store.js';
import { OverlayState } from './overlay-state.js';
import { OwnEndorsements } from './own-endorsements.js';
import { applyNext } from './replay.js';
import { CHAINCODE_NAME } from './setup.js';
import { cannotBeOpened } from './sqlite-fault.js';
import { SqliteStateStore } from './sqlite-state-store.js';
import type { StateStore } from './state-store.js';
import { storedBlocks } from './stored-blocks.js';
import { validateBlock } from './validator.js';

/** What was found to be as it was written. */
interface Audit {
  readonly blocks: number;
  readonly transactions: number;
}

/**
 * Reads a whole ledger as somebody would who trusts nothing in its folder but the first block: every hash, the
 * orderer's signature on each block, every signature and the endorsement policy of each transaction, every verdict, and
 * the state against one that is built anew. Changes nothing; the ledger must be closed.
 *
 * @throws {LedgerError} LEDGER_UNAVAILABLE when there is none or it is open; LEDGER_DAMAGED naming the first block that
 *   is not as it was written, or the table of the state that differs
 */
export async function auditLedger(folder: string): Promise<Audit> {
  if (!existsSync(join(folder, CHANNEL_FOLDER)))
    throw new LedgerError('LEDGER_UNAVAILABLE', `there is no ledger in ${folder}`, { stage: 'open' });
  const lock = new FolderLock(folder);
  const scratch = await mkdtemp(join(tmpdir(), 'fapiao-audit-'));
  try {
    return await audit(folder, join(scratch, STATE_FILE));
  } finally {
    await rm(scratch, { recursive: true });
    lock.release();
  }
}

/** @param scratch path of a state that is built for the audit */
async function audit(folder: string, scratch: string): Promise<Audit> {
  const state = join(folder, CHANNEL_FOLDER, STATE_FILE);
  const known = heightOf(state);
  let rebuilt = new SqliteStateStore(scratch);
  let judge: Judge | undefined;
  let [blocks, transactions] = [0, 0];
  try {
    for await (const stored of storedBlocks(folder)) {
      judge = await judged(judge, stored, rebuilt);
      applyNext(stored, rebuilt);
      blocks += 1;
      transactions += decodeBlock(stored.bytes).envelopes.length;
      if (blocks !== known) continue;
      // It is compared as a file, which nobody else may have open.
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
  if (blocks < known) throw damaged(`block ${blocks} is damaged or missing`);
  return { blocks, transactions };
}

/** The judge of all blocks comes from the first one, and judges the others. */
async function judged(judge: Judge | undefined, stored: StoredBlock, state: StateStore): Promise<Judge> {
  try {
    await judge?.check(stored, state);
    return judge ?? new Judge(decodeConfigBlock(stored.bytes));
  } catch (cause) {
    throw cause instanceof LedgerError ? cause : damaged(`block ${stored.number} cannot be read`, cause);
  }
}

/** Number of blocks in the state; 0 when there is none, which is then built from the blocks. */
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

/** Judges blocks again, by what the first one says about the channel. */
class Judge {
  readonly #msps: MspManager;
  readonly #ordererMspId: string;
  #examiner: Examiner | undefined;

  constructor({ organizations }: ChannelConfig) {
    this.#msps = new MspManager(new Map(organizations.map((each) => [each.mspId, each.rootCertificate])));
    this.#ordererMspId = organizations.find(({ kind }) => kind === 'orderer')?.mspId ?? '';
  }

  /** @param state as the block before left it @throws {LedgerError} LEDGER_DAMAGED */
  async check(stored: StoredBlock, state: StateStore): Promise<void> {
    const { header, signatures, envelopes, codes } = decodeBlock(stored.bytes);
    if (!(await isSigned(header, signatures, this.#msps, this.#ordererMspId)))
      throw damaged(`block ${stored.number} is not signed by the orderer`);
    const examiner = this.#examiner ?? this.#examinerBy(stored, state);
    this.#examiner = examiner;
    const examined = await Promise.all(envelopes.map((envelope) => examiner.examine(envelope)));
    if (!equalBytes(validateBlock(state, stored.number, examined).codes, codes))
      throw damaged(`the validation codes of block ${stored.number} are not those of its transactions`);
  }

  /** The second block defines the contract, and is judged by the policy that it sets. */
  #examinerBy(stored: StoredBlock, state: StateStore): Examiner {
    const after = new OverlayState(state);
    for (const change of effectsOf(stored, state).changes) after.set(change);
    const { policy } = readDefinition(after, CHAINCODE_NAME);
    return new Examiner(this.#msps, CHAINCODE_NAME, policy, new OwnEndorsements());
  }
}

const TABLES = ['state', 'history', 'tx', 'block'];

/** @throws {LedgerError} LEDGER_DAMAGED when the two files do not hold the same rows */
function compareStates(state: string, rebuilt: string): void {
  const database = new DatabaseSync(state);
  try {
    database.prepare('ATTACH ? AS rebuilt').run(rebuilt);
    for (const table of TABLES) {
      const rows = `SELECT * FROM main.${table}`;
      const wanted = `SELECT * FROM rebuilt.${table}`;
      const { count } = database
        .prepare(
          `SELECT (SELECT count(*) FROM (${rows} EXCEPT ${wanted})) + (SELECT count(*) FROM (${wanted} EXCEPT ${rows})) AS count`,
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

/** A state that is proven to be worthless, or one that cannot be read now. */
function stateFault(state: string, cause: unknown): LedgerError {
  if (isWorthless(cause)) return damaged(`the state cannot be read: ${remedy(state)}`, cause);
  return cannotBeOpened(`the state in ${state}`, cause);
}

function remedy(state: string): string {
  return `remove ${state}, and it is built again`;
}
