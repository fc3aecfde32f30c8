import { blockHeader, encodeBlock, headerHash } from './block.js';
import type { BlockFile } from './block-file.js';
import { signBlock } from './block-signer.js';
import { commitHash } from './commit-hash.js';
import type { Examined } from './examiner.js';
import { sha256 } from './hash.js';
import type { HeightKeeper } from './height-file.js';
import type { NodeSigner } from './node-signer.js';
import type { Random } from './random.js';
import type { ReadWriteLock } from './read-write-lock.js';
import type { BlockEffects, StateStore } from './state-store.js';
import { validateBlock } from './validator.js';

export interface CommitterParts {
  readonly blocks: BlockFile;
  readonly store: StateStore;
  readonly lock: ReadWriteLock;
  /** Absent for a ledger in memory, which keeps no height. */
  readonly height: HeightKeeper | undefined;
  readonly orderer: NodeSigner;
  readonly random: Random;
}

export interface CommittedBlock {
  readonly number: number;
  readonly transactions: readonly Examined[];
  /** One validation code per transaction. */
  readonly codes: Uint8Array;
}

/**
 * Makes blocks: it validates, writes durably, keeps the height durably, and only then changes the state. The state, and
 * so every answer to a caller, is therefore below the height.
 */
export class Committer {
  readonly #parts: CommitterParts;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /**
   * @throws {LedgerError} LEDGER_SECOND_WRITER when another process writes to the ledger; with the stage `submit` nothing
   *   of the block was written
   * @throws when the block or the height may not be durable; after any error nothing may be committed
   */
  async commit(transactions: readonly Examined[]): Promise<CommittedBlock> {
    const { blocks, store, lock, height, orderer, random } = this.#parts;
    const before = store.savepoint();
    const number = before === undefined ? 0 : before.number + 1;
    const envelopes = transactions.map(({ envelope }) => envelope);
    const header = blockHeader(number, before?.headerHash ?? new Uint8Array(), envelopes);
    const { codes, changes, writes } = validateBlock(store, number, transactions);
    const hash = commitHash(codes, changes, before?.commitHash);
    const signatures = await signBlock(header, orderer, random);
    const bytes = encodeBlock({ header, envelopes, signatures, codes, commitHash: hash });
    const location = await blocks.append(number, bytes);
    await height?.raise({ header, signatures });
    const effects: BlockEffects = {
      number,
      location,
      digest: sha256(bytes),
      headerHash: headerHash(header),
      commitHash: hash,
      changes,
      writes,
      transactions: transactions.map(({ txId }, position) => ({ txId, code: codes[position] as number })),
    };
    await lock.write(() => store.apply(effects));
    return { number, transactions, codes };
  }
}
