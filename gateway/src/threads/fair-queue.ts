interface Entry<Item> {
  readonly item: Item;
  /** Virtual time at which it would begin if all owners were served in parallel at the same speed. */
  readonly start: number;
}

/** Owners in memory from which on those whose items are all served are forgotten. */
const OWNERS_MAX = 1_024;

/**
 * A queue that owners share by cost (start-time fair queueing, Goyal 1996). An owner with much work waits for its own
 * work. An owner with little work waits for at most one item of each other owner.
 */
export class FairQueue<Item> {
  readonly #waiting = new Map<string, Entry<Item>[]>();
  /** Virtual time at which all items of an owner are served. */
  readonly #ends = new Map<string, number>();
  #now = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds an item. @param cost above 0, in any common unit */
  push(owner: string, cost: number, item: Item): void {
    const start = Math.max(this.#now, this.#ends.get(owner) ?? 0);
    this.#forgetServed();
    this.#ends.set(owner, start + cost);
    const entries = this.#waiting.get(owner);
    if (entries === undefined) this.#waiting.set(owner, [{ item, start }]);
    else entries.push({ item, start });
    this.#size += 1;
  }

  /** Removes and returns the item whose turn it is. */
  shift(): Item | undefined {
    const next = this.#next();
    if (next === undefined) return undefined;
    const [owner, entries] = next;
    const { item, start } = present(entries.shift(), 'an entry of the owner');
    if (entries.length === 0) this.#waiting.delete(owner);
    this.#now = start;
    this.#size -= 1;
    return item;
  }

  /**
   * Removes and returns the last item of the owner with the most work, to make room for an owner with less.
   * @returns undefined when no other owner has more than `owner` would have with another item
   */
  displaceFor(owner: string): Item | undefined {
    const [first] = [...this.#waiting].toSorted(([, one], [, other]) => other.length - one.length);
    if (first === undefined) return undefined;
    const [most, entries] = first;
    if (entries.length <= (this.#waiting.get(owner)?.length ?? 0) + 1) return undefined;
    const { item, start } = present(entries.pop(), 'an entry of the owner');
    // The last item of its owner is not served, so its cost is returned.
    this.#ends.set(most, start);
    this.#size -= 1;
    return item;
  }

  /** Removes and returns all items. */
  drain(): readonly Item[] {
    const items = [...this.#waiting.values()].flat().map(({ item }) => item);
    this.#waiting.clear();
    this.#ends.clear();
    this.#size = 0;
    return items;
  }

  #next(): readonly [string, Entry<Item>[]] | undefined {
    let next: readonly [string, Entry<Item>[]] | undefined;
    let earliest = Number.POSITIVE_INFINITY;
    for (const [owner, entries] of this.#waiting) {
      const start = entries[0]?.start ?? earliest;
      if (start >= earliest) continue;
      earliest = start;
      next = [owner, entries];
    }
    return next;
  }

  #forgetServed(): void {
    if (this.#ends.size < OWNERS_MAX) return;
    for (const [owner, end] of this.#ends) {
      if (end <= this.#now) this.#ends.delete(owner);
    }
  }
}

import { present } from '@fapiao-ledger/core';
