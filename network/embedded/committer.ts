import { blockHeader, encodeBlock, headerHash } from './block.js';
import type { BlockFile } from './block-file.js';
import { signBlock } from './block-signer.js';
import { commitHash } from './commit-hash.js';
import type { Examined } from './examiner.js';
import { sha256 } from './hash.js';
import type { NodeSigner } from './node-signer.js';
import type { Random } from './random.js';
import type { ReadWriteLock } from './read-write-lock.js';
import type { BlockEffects, StateStore } from './state-store.js';
import { validateBlock } from './validator.js';

export interface CommitterParts {
  readonly blocks: BlockFile;
  readonly store: StateStore;
  readonly lock: ReadWriteLock;
  readonly orderer: NodeSigner;
  readonly random: Random;
}

export interface CommittedBlock {
  readonly number: number;
  readonly transactions: readonly Examined[];
  /** One validation code for each transaction. */
  readonly codes: Uint8Array;
}

/** Makes blocks: validates, writes durably with one sync, and only then changes the state. */
export class Committer {
  readonly #parts: CommitterParts;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /** @throws when the block may not be durable; nothing may be committed after that */
  async commit(transactions: readonly Examined[]): Promise<CommittedBlock> {
    const { blocks, store, lock, orderer, random } = this.#parts;
    const before = store.savepoint();
    const number = before === undefined ? 0 : before.number + 1;
    const envelopes = transactions.map(({ envelope }) => envelope);
    const header = blockHeader(number, before?.headerHash ?? new Uint8Array(), envelopes);
    const { codes, changes, writes } = validateBlock(store, number, transactions);
    const hash = commitHash(codes, changes, before?.commitHash);
    const signatures = await signBlock(header, orderer, random);
    const bytes = encodeBlock({ header, envelopes, signatures, codes, commitHash: hash });
    const location = await blocks.append(number, bytes);
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
