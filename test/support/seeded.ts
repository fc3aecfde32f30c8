/** Seed of all random tests: always the same, unless TEST_SEED names another. */
export const SEED = Number(process.env.TEST_SEED ?? 20_260_101);

/**
 * Repeatable random numbers, for loops that are too long for fast-check. A failure prints the seed; TEST_SEED repeats
 * it.
 */
export class Seeded {
  readonly seed: number;
  #state: number;

  constructor(seed = SEED) {
    this.seed = seed;
    this.#state = seed >>> 0;
  }

  /** A whole number from `min` to `max`, both included; `max - min` below 2^32. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.whole(0, values.length - 1)] as T;
  }

  /** Mulberry32: one 32-bit state, a number from 0 to below 1. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** Returns one of several values by the count of those that were taken before: chance leaves some of them out for long. */
export function inTurn<T>(count: number, values: readonly T[]): T {
  return values[count % values.length] as T;
}
