import type { LedgerBlock } from '../ledger-client.js';
import type { ProposalAnswer } from './endorser.js';
import type { Outcome } from './orderer.js';

export interface PeerStatus {
  /** Number of blocks. */
  readonly height: number;
  readonly writable: boolean;
}

/**
 * What a client asks of the peer, whether it runs in this thread or in another. Bytes that come back
 * have memory of their own.
 */
export interface PeerLink {
  /** Runs a signed proposal, and has it endorsed when asked to. */
  propose(signedProposal: Uint8Array, endorse: boolean): Promise<ProposalAnswer>;

  /** Orders an envelope and waits for the block. */
  order(envelope: Uint8Array): Promise<Outcome>;

  /** Validation code by name, or undefined when no block carries the transaction. */
  outcomeOf(txId: string): Promise<string | undefined>;

  /** Some blocks from `from` on; none when the ledger is not that high yet. */
  blocks(from: number): Promise<readonly LedgerBlock[]>;

  /** Bytes of common.Block. */
  rawBlock(number: number): Promise<Uint8Array | undefined>;

  status(): Promise<PeerStatus>;

  /**
   * Number of blocks, without waiting: every answer that this link has given is of this height or lower.
   * Undefined when the peer is gone, absent where it cannot be had so.
   */
  heightNow?(): number | undefined;

  /** Calls back after each block, and when the peer is gone. @returns a function that ends it */
  onChange(listener: () => void): () => void;

  close(): Promise<void>;
}
