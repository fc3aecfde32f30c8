/**
 * Reads of a range scan, for the phantom check at commit: the reads themselves, or, beyond fifty, a summary by hashes in
 * a peer's form. When a level has more than fifty hashes, they are folded into one hash of the next level.
 */
import { present } from '@fapiao-ledger/core';
import { sha256 } from './hash.js';
import { build, encode, ledger } from './protobuf.js';
import { type RangeQueryInfo, readMessage } from './rwset.js';
import type { StateEntry } from './state-store.js';

const { QueryReads, QueryReadsMerkleSummary, RangeQueryInfo: RangeQueryMessage } = ledger.rwset.kvrwset;

/** A peer's limit. With another one the bytes of read-write sets would differ. */
const DEGREE_MAX = 50;

type KvRead = ReturnType<typeof readMessage>;

export class RangeReads {
  readonly #start: string;
  readonly #end: string;
  #last: string | undefined;
  #exhausted = false;
  #pending: KvRead[] = [];
  /** Hashes by level, from the leaves upward. */
  readonly #levels: Uint8Array[][] = [[]];

  constructor(start: string, end: string) {
    this.#start = start;
    this.#end = end;
  }

  /** @param entry undefined when the scan has reached its end */
  add(entry: Pick<StateEntry, 'key' | 'version'> | undefined): void {
    if (entry === undefined) {
      this.#exhausted = true;
      return;
    }
    this.#last = entry.key;
    this.#pending.push(readMessage(entry.key, entry.version));
    if (this.#pending.length > DEGREE_MAX) this.#hashPending();
  }

  /** Returns the finished record. It may be called once only. */
  toMessage(): RangeQueryInfo {
    return build(RangeQueryMessage, (range) => {
      range.setStartKey(this.#start);
      range.setEndKey(this.#exhausted ? this.#end : (this.#last ?? ''));
      range.setItrExhausted(this.#exhausted);
      this.#setReads(range);
    });
  }

  #setReads(range: RangeQueryInfo): void {
    const hashed = this.#levels.length > 1 || this.#level(0).length > 0;
    if (!hashed) {
      // A scan without results leaves the field out, as a peer does.
      if (this.#pending.length === 0) return;
      range.setRawReads(build(QueryReads, (reads) => reads.setKvReadsList(this.#pending)));
      return;
    }
    if (this.#pending.length > 0) this.#hashPending();
    this.#foldAll();
    range.setReadsMerkleHashes(
      build(QueryReadsMerkleSummary, (summary) => {
        summary.setMaxDegree(DEGREE_MAX);
        summary.setMaxLevel(this.#levels.length);
        summary.setMaxLevelHashesList(this.#level(this.#levels.length - 1));
      }),
    );
  }

  #hashPending(): void {
    const reads = this.#pending;
    this.#pending = [];
    this.#level(0).push(sha256(encode(QueryReads, (message) => message.setKvReadsList(reads))));
    for (let level = 0; this.#level(level).length > DEGREE_MAX; level += 1) this.#fold(level);
  }

  /** Carries the hashes of lower levels up to the highest, and folds that when it is too long. */
  #foldAll(): void {
    for (let level = 0; level < this.#levels.length - 1; level += 1) {
      if (this.#level(level).length > 0) this.#fold(level);
    }
    const top = this.#levels.length - 1;
    if (this.#level(top).length > DEGREE_MAX) this.#fold(top);
  }

  /** Carries a single hash up unchanged; several become one. */
  #fold(level: number): void {
    const hashes = this.#level(level);
    const [only] = hashes;
    const folded = hashes.length === 1 && only !== undefined ? only : sha256(...hashes);
    this.#levels[level] = [];
    if (this.#levels.length === level + 1) this.#levels.push([]);
    this.#level(level + 1).push(folded);
  }

  #level(level: number): Uint8Array[] {
    return present(this.#levels[level], `level ${level}`);
  }
}
