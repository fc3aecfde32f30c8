import { headerHash } from '../block-header.js';
import { type BlockContent, decodeBlock } from '../embedded/block.js';
import { headOf } from '../embedded/block-effects.js';
import { damaged } from '../embedded/faults.js';
import { equalBytes, sha256 } from '../embedded/hash.js';
import { parseTransactionBody } from '../embedded/parsed-transaction.js';
import { ENDORSER_TRANSACTION } from '../embedded/proposal.js';
import type { NamespaceRwSet } from '../embedded/rwset.js';
import { Code, InvalidTransaction } from '../embedded/validation-code.js';

/** A valid transaction, and what it wrote for the contract. */
export interface ContractTransaction {
  readonly block: number;
  readonly transactionId: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly writes: NamespaceRwSet['writes'];
}

const NO_HASH = new Uint8Array();

/** Reads blocks one after the other, each against the hash of the one before it. */
export class BlockReader {
  readonly #contract: string;
  #number = 0;
  #hash: Uint8Array = NO_HASH;

  /** @param contract name of the contract whose writes are meant */
  constructor(contract: string) {
    this.#contract = contract;
  }

  /** Hash of the block that was read last. */
  get hash(): Uint8Array {
    return this.#hash;
  }

  /**
   * Returns the valid transactions of the next block that wrote for the contract.
   *
   * @param bytes a common.Block
   * @throws {LedgerError} LEDGER_DAMAGED naming the block, when it cannot be read or does not follow from the one before
   */
  next(bytes: Uint8Array): readonly ContractTransaction[] {
    const block = decoded(bytes, this.#number);
    const { header, envelopes } = block;
    const follows = header.number === this.#number && equalBytes(header.previousHash, this.#hash);
    if (!follows || !equalBytes(header.dataHash, sha256(...envelopes)))
      throw damaged(`block ${this.#number} does not follow from the one before it`);
    this.#number += 1;
    this.#hash = headerHash(header);
    return this.#transactionsIn(block);
  }

  #transactionsIn({ header, envelopes, codes }: BlockContent): readonly ContractTransaction[] {
    return envelopes.flatMap((envelope, position) => {
      if (codes[position] !== Code.VALID) return [];
      const head = headOf(envelope);
      if (head?.type !== ENDORSER_TRANSACTION) return [];
      const rwset = rwsetOf(head, header.number, position);
      const writes = rwset.find(({ namespace }) => namespace === this.#contract)?.writes ?? [];
      if (writes.length === 0) return [];
      const at = Math.floor(head.timestampMs / 1000);
      return [{ block: header.number, transactionId: head.txId, at, writes }];
    });
  }
}

function decoded(bytes: Uint8Array, number: number): BlockContent {
  try {
    return decodeBlock(bytes);
  } catch (cause) {
    throw damaged(`block ${number} cannot be read`, cause);
  }
}

function rwsetOf(
  head: Parameters<typeof parseTransactionBody>[0],
  block: number,
  position: number,
): readonly NamespaceRwSet[] {
  try {
    return parseTransactionBody(head).rwset;
  } catch (cause) {
    if (!(cause instanceof InvalidTransaction)) throw cause;
    throw damaged(`transaction ${position} of block ${block} is marked as valid and cannot be read`, cause);
  }
}
