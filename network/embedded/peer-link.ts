import type { LedgerBlock } from '../ledger-client.js';
import type { ProposalAnswer } from './endorser.js';
import type { Outcome } from './orderer.js';

export interface PeerStatus {
  /** Number of blocks. */
  readonly height: number;
  readonly writable: boolean;
}

/** The peer as the client sees it, in this thread or another. Returned bytes have memory of their own. */
export interface PeerLink {
  /** Runs a signed proposal, and has it endorsed if the caller asks for that. */
  propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer>;

  /** Orders an envelope and waits for the block. */
  order(envelope: Uint8Array): Promise<Outcome>;

  /** Returns the validation code by name; undefined when no block carries the transaction. */
  outcomeOf(txId: string): Promise<string | undefined>;

  /** Returns the block that carries a transaction; undefined when none does. */
  blockOf(txId: string): Promise<LedgerBlock | undefined>;

  /** Returns some blocks from `from` on; none when the ledger is not that high yet. */
  blocks(from: number): Promise<readonly LedgerBlock[]>;

  /** Bytes of common.Block. */
  rawBlock(number: number): Promise<Uint8Array | undefined>;

  status(): Promise<PeerStatus>;

  /**
   * Returns the height at once: every answer that this link has given is of this height or lower. Undefined when the
   * peer is gone; absent where the height cannot be read at once.
   */
  heightNow?(): number | undefined;

  /** Calls back after each block, and when the peer is gone. @returns a function that unsubscribes */
  onChange(listener: () => void): () => void;

  close(): Promise<void>;
}
