/** Clock of the ledger, in milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until a test moves it. It is in shared memory, so the peer's thread sees it move. */
export class ManualClock implements Clock {
  readonly memory: SharedArrayBuffer;
  readonly #time: BigInt64Array;

  /** Starts at a moment, or shares the time of another thread's clock. */
  constructor(start: Date | SharedArrayBuffer) {
    this.memory = start instanceof Date ? new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT) : start;
    this.#time = new BigInt64Array(this.memory);
    if (start instanceof Date) this.set(start);
  }

  now(): number {
    return Number(Atomics.load(this.#time, 0));
  }

  set(moment: Date): void {
    Atomics.store(this.#time, 0, BigInt(moment.getTime()));
  }

  advance(ms: number): void {
    Atomics.add(this.#time, 0, BigInt(Math.round(ms)));
  }
}

/** Runs an action later. The queue's wait and the time limit of a contract use it. */
export interface Timer {
  /** @returns a function that cancels the action */
  after(ms: number, action: () => void): () => void;
}

export const systemTimer: Timer = {
  after(ms, action) {
    const handle = setTimeout(action, ms);
    return () => clearTimeout(handle);
  },
};
