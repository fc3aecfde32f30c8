import { type BlockContent, decodeBlock } from './block.js';
import { effectsOf } from './block-effects.js';
import type { BlockFile, StoredBlock } from './block-file.js';
import { commitHash } from './commit-hash.js';
import { damaged } from './faults.js';
import { equalBytes, sha256 } from './hash.js';
import type { BlockEffects, Savepoint, StateStore } from './state-store.js';

/** Part of the block file that is read when the ledger is opened. */
export type Verification =
  /** Every block: a block that is damaged, or is not the one that was applied, is found at once. */
  | 'all'
  /** Only blocks that the state does not have yet; older ones are checked whenever they are read. */
  | 'tail';

const NO_HASH = new Uint8Array();

/**
 * Brings the state up to the blocks: it checks the file, cuts the end that a crash tore, and applies the blocks that the
 * state lacks. After that the caller may append to the block file.
 *
 * @throws {LedgerError} LEDGER_DAMAGED when a block is damaged, is not the one that the state was built from, or
 *   does not follow from the one before it, and when one that was committed is missing
 */
export async function replay(
  blocks: BlockFile,
  store: StateStore,
  verification: Verification,
): Promise<void> {
  // The state must never have a block that a loss of power can still take away.
  await blocks.sync();
  const savepoint = store.savepoint();
  const from = verification === 'tail' && savepoint !== undefined ? startAt(savepoint) : undefined;
  let last = -1;
  for (const stored of blocks.scan(from)) {
    last = stored.number;
    if (savepoint === undefined || stored.number > savepoint.number) applyNext(stored, store);
    else checkSame(stored, store);
  }
  // The state is changed only after a block is durable, so a block that it has was in the file.
  if (savepoint !== undefined && last < savepoint.number)
    throw damaged(`block ${last + 1} is damaged or missing`);
  await blocks.cutTail();
}

function startAt({ number, location }: Savepoint): { number: number; offset: number } {
  return { number, offset: location.offset };
}

/**
 * Applies a block after its header, its envelopes and its verdicts were found to follow from the block before.
 *
 * @throws {LedgerError} LEDGER_DAMAGED
 */
export function applyNext(stored: StoredBlock, store: StateStore): void {
  const before = store.savepoint();
  const { block, effects } = readEffects(stored, store);
  const { header, envelopes, codes } = block;
  const isNext =
    header.number === stored.number && equalBytes(header.previousHash, before?.headerHash ?? NO_HASH);
  if (!isNext || !equalBytes(header.dataHash, sha256(...envelopes)))
    throw damaged(`block ${stored.number} does not follow from the one before it`);
  const expected = stored.number === 0 ? NO_HASH : commitHash(codes, effects.changes, before?.commitHash);
  if (!equalBytes(block.commitHash ?? NO_HASH, expected))
    throw damaged(`the validation codes of block ${stored.number} do not fit its commit hash`);
  store.apply(effects);
}

function readEffects(
  stored: StoredBlock,
  store: StateStore,
): { readonly block: BlockContent; readonly effects: BlockEffects } {
  try {
    return { block: decodeBlock(stored.bytes), effects: effectsOf(stored, store) };
  } catch (cause) {
    throw damaged(`block ${stored.number} cannot be read`, cause);
  }
}

function checkSame(stored: StoredBlock, store: StateStore): void {
  if (!equalBytes(sha256(stored.bytes), store.blockDigest(stored.number) ?? NO_HASH)) {
    throw damaged(`block ${stored.number} is not the one that the state was built from`);
  }
}
