import { LRUCache } from 'lru-cache';
import { equalBytes } from './hash.js';
import type { Endorsement } from './transaction.js';

/** More than are on their way from the endorser to the orderer at a time. */
const TRANSACTIONS_MAX = 1_000;

/** What a page weighs takes more memory to keep than its signatures take time to verify. */
const PAYLOAD_BYTES_MAX = 16 * 1024;

/**
 * What this peer endorsed lately, byte for byte. A signature that comes back with the very bytes that it
 * was made for has not to be verified: whoever altered anything has it verified.
 */
export class OwnEndorsements {
  readonly #kept = new LRUCache<string, { payload: Uint8Array; endorsements: readonly Endorsement[] }>({
    max: TRANSACTIONS_MAX,
  });

  /** Keeps copies: callers in the same thread get the bytes too. */
  keep(txId: string, payload: Uint8Array, endorsements: readonly Endorsement[]): void {
    if (payload.length > PAYLOAD_BYTES_MAX) return;
    const copies = endorsements.map(({ endorser, signature }) => ({
      endorser: new Uint8Array(endorser),
      signature: new Uint8Array(signature),
    }));
    this.#kept.set(txId, { payload: new Uint8Array(payload), endorsements: copies });
  }

  /** Whether the endorsement was made here, for this transaction and over this payload. */
  has(txId: string, payload: Uint8Array, { endorser, signature }: Endorsement): boolean {
    const kept = this.#kept.get(txId);
    if (kept === undefined || !equalBytes(kept.payload, payload)) return false;
    return kept.endorsements.some(
      (each) => equalBytes(each.endorser, endorser) && equalBytes(each.signature, signature),
    );
  }
}
