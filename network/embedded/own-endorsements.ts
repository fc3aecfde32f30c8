import { LRUCache } from 'lru-cache';
import { equalBytes } from './hash.js';
import type { Endorsement } from './transaction.js';

/** Number of endorsements kept, more than are under way from the endorser to the orderer at a time. */
const TRANSACTIONS_MAX = 1_000;

/** Size limit of a payload that is kept: a page takes more memory than its signatures take time to verify. */
const PAYLOAD_BYTES_MAX = 16 * 1024;

/**
 * The latest endorsements of this peer, byte for byte. A signature that returns with exactly the bytes for which it was
 * made need not be verified. Any altered byte has it verified.
 */
export class OwnEndorsements {
  readonly #kept = new LRUCache<string, { payload: Uint8Array; endorsements: readonly Endorsement[] }>({
    max: TRANSACTIONS_MAX,
  });

  /** Keeps copies, because callers in the same thread hold the same bytes. */
  keep(txId: string, payload: Uint8Array, endorsements: readonly Endorsement[]): void {
    if (payload.length > PAYLOAD_BYTES_MAX) return;
    const copies = endorsements.map(({ endorser, signature }) => ({
      endorser: new Uint8Array(endorser),
      signature: new Uint8Array(signature),
    }));
    this.#kept.set(txId, { payload: new Uint8Array(payload), endorsements: copies });
  }

  /** Returns whether this peer made the endorsement, for this transaction and over this payload. */
  has(txId: string, payload: Uint8Array, { endorser, signature }: Endorsement): boolean {
    const kept = this.#kept.get(txId);
    if (kept === undefined || !equalBytes(kept.payload, payload)) return false;
    return kept.endorsements.some(
      (each) => equalBytes(each.endorser, endorser) && equalBytes(each.signature, signature),
    );
  }
}
