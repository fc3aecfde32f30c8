import type { LedgerBlock } from '../ledger-client.js';
import type { BlockFile } from './block-file.js';
import type { CommittedBlock } from './committer.js';
import type { Endorser, ProposalAnswer } from './endorser.js';
import type { HeightKeeper } from './height-file.js';
import { LedgerBlockView } from './ledger-block.js';
import type { Orderer, Outcome } from './orderer.js';
import { ownBytes } from './own-bytes.js';
import type { PeerLink, PeerStatus } from './peer-link.js';
import type { ReadWriteLock } from './read-write-lock.js';
import type { Signatures } from './signatures.js';
import type { StateStore } from './state-store.js';
import { codeName } from './validation-code.js';

/** Number of newest blocks in memory, for clients that follow the chain closely. */
const RECENT_MAX = 16;
/** Bytes of stored blocks that one read returns at most, because the thread serves other clients, too. */
const BACKLOG_BYTES = 2 * 1024 * 1024;

export interface PeerParts {
  readonly store: StateStore;
  readonly blocks: BlockFile;
  readonly lock: ReadWriteLock;
  readonly height: HeightKeeper | undefined;
  readonly signatures: Signatures;
  readonly endorser: Endorser;
  /** Name of the chaincode, which is also its namespace. */
  readonly chaincode: string;
  readonly startOrderer: (onBlock: (block: CommittedBlock) => void) => Orderer;
}

/** A peer with its orderer: all organizations of the channel in one process. */
export class Peer implements PeerLink {
  readonly #parts: PeerParts;
  readonly #orderer: Orderer;
  readonly #view: LedgerBlockView;
  readonly #listeners = new Set<() => void>();
  readonly #recent: LedgerBlock[] = [];

  constructor(parts: PeerParts) {
    this.#parts = parts;
    this.#view = new LedgerBlockView(parts.chaincode);
    this.#orderer = parts.startOrderer((block) => this.#announce(block));
  }

  propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer> {
    return this.#parts.endorser.propose(signedProposal, endorse);
  }

  order(envelope: Uint8Array): Promise<Outcome> {
    return this.#orderer.order(envelope);
  }

  async outcomeOf(txId: string): Promise<string | undefined> {
    const place = this.#parts.store.transaction(txId);
    return place === undefined ? undefined : codeName(place.code);
  }

  async blockOf(txId: string): Promise<LedgerBlock | undefined> {
    const place = this.#parts.store.transaction(txId);
    const bytes = place === undefined ? undefined : await this.rawBlock(place.block);
    return bytes === undefined ? undefined : this.#view.ofStored(bytes);
  }

  async blocks(from: number): Promise<readonly LedgerBlock[]> {
    const oldest = this.#recent[0]?.number;
    if (oldest !== undefined && BigInt(from) >= oldest) return this.#recent.slice(from - Number(oldest));
    const blocks: LedgerBlock[] = [];
    for (let number = from, read = 0; read < BACKLOG_BYTES; number += 1) {
      const bytes = await this.rawBlock(number);
      if (bytes === undefined) break;
      blocks.push(this.#view.ofStored(bytes));
      read += bytes.length;
    }
    return blocks;
  }

  async rawBlock(number: number): Promise<Uint8Array | undefined> {
    const location = this.#parts.store.blockLocation(number);
    return location === undefined ? undefined : ownBytes(this.#parts.blocks.read(number, location));
  }

  async status(): Promise<PeerStatus> {
    return { height: (this.#parts.store.savepoint()?.number ?? -1) + 1, writable: this.#orderer.writable };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Commits the waiting transactions, and closes the files. */
  async close(): Promise<void> {
    const { store, lock, blocks, height, signatures } = this.#parts;
    await this.#orderer.close();
    // A simulation under way still reads the state.
    await lock.write(() => store.close());
    await blocks.close();
    await height?.close();
    await signatures.close();
  }

  #announce(block: CommittedBlock): void {
    this.#recent.push(this.#view.ofCommitted(block));
    if (this.#recent.length > RECENT_MAX) this.#recent.shift();
    for (const listener of this.#listeners) listener();
  }
}
