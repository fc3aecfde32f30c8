import { LRUCache } from 'lru-cache';
import { equalBytes } from './hash.js';
import type { Endorsement } from './transaction.js';

/** Bytes of all that is kept: hundreds of pages, or thousands of single invoices. More is rarely under way at a time. */
const BYTES_MAX = 16 * 1024 * 1024;

/**
 * The latest endorsements of this peer, byte for byte. A signature that returns with exactly the bytes for which it was
 * made need not be verified. Any altered byte has it verified.
 */
export class OwnEndorsements {
  readonly #kept = new LRUCache<string, { payload: Uint8Array; endorsements: readonly Endorsement[] }>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ payload, endorsements }) =>
      endorsements.reduce((sum, { endorser }) => sum + endorser.length, payload.length),
  });

  /** Keeps copies, because callers in the same thread hold the same bytes. */
  keep(txId: string, payload: Uint8Array, endorsements: readonly Endorsement[]): void {
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
