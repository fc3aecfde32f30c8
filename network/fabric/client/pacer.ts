import { setTimeout as delay } from 'node:timers/promises';
import { FabricFailure } from './failure.js';

export interface PacerOptions {
  /** Most concurrent calls. A peer refuses more than 500 calls of all its clients together. */
  readonly callsMax: number;
  /** Most waiting calls. Further calls are refused at once. */
  readonly waitingMax: number;
  /** How long a call is repeated while the peer is busy. */
  readonly busyMs: number;
}

const CALLS_START = 32;
const CALLS_MIN = 4;
const PAUSE_MS = 50;
const PAUSE_MAX_MS = 1000;

/**
 * Adapts the number of concurrent calls to the peer: one more per round of successes, three quarters when the peer is
 * busy. A call that met a busy peer is repeated after a pause.
 */
export class Pacer {
  readonly #options: PacerOptions;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #under = 0;

  constructor(options: PacerOptions) {
    this.#options = options;
    this.#limit = Math.min(CALLS_START, options.callsMax);
  }

  /** Concurrent calls that are allowed now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Runs a call when its turn comes. @throws {FabricFailure} of `call`; `busy` without room, or not in time */
  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    const deadline = Date.now() + this.#options.busyMs;
    for (let pause = PAUSE_MS; ; pause = Math.min(2 * pause, PAUSE_MAX_MS)) {
      await this.#enter();
      try {
        const result = await call();
        this.#limit = Math.min(this.#options.callsMax, this.#limit + 1 / this.#limit);
        return result;
      } catch (error) {
        if (!(error instanceof FabricFailure) || error.kind !== 'busy') throw error;
        this.#limit = Math.max(CALLS_MIN, 0.75 * this.#limit);
        if (Date.now() + pause > deadline) throw error;
      } finally {
        this.#leave();
      }
      await delay(pause * (0.5 + Math.random()));
    }
  }

  async #enter(): Promise<void> {
    if (this.#under < this.limit) {
      this.#under += 1;
      return;
    }
    if (this.#waiting.length >= this.#options.waitingMax) {
      throw new FabricFailure('busy', 'too many calls wait for the ledger', [], undefined);
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    this.#under += 1;
  }

  #leave(): void {
    this.#under -= 1;
    for (let room = this.limit - this.#under; room > 0; room -= 1) this.#waiting.shift()?.();
  }
}
