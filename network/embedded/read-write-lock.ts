/**
 * Lock for several readers or one writer. Simulations read and a commit writes, so no simulation sees half of a block. A
 * waiting writer goes before readers that came later, and readers go in the order in which they came. Their number is
 * bounded, because they share one thread and the writer waits for all of them.
 */
export class ReadWriteLock {
  readonly #readersMax: number;
  readonly #waitingReaders: (() => void)[] = [];
  readonly #waitingWriters: (() => void)[] = [];
  #readers = 0;
  #writing = false;

  constructor(readersMax = 8) {
    this.#readersMax = readersMax;
  }

  async read<Result>(action: () => Promise<Result>): Promise<Result> {
    await this.#turn(this.#waitingReaders);
    try {
      return await action();
    } finally {
      this.#readers -= 1;
      this.#admit();
    }
  }

  async write<Result>(action: () => Result): Promise<Result> {
    await this.#turn(this.#waitingWriters);
    try {
      return action();
    } finally {
      this.#writing = false;
      this.#admit();
    }
  }

  #turn(queue: (() => void)[]): Promise<void> {
    return new Promise((resolve) => {
      queue.push(resolve);
      this.#admit();
    });
  }

  /** Admits the callers that may go now. They are counted here, before they run. */
  #admit(): void {
    if (this.#writing) return;
    if (this.#waitingWriters.length > 0) {
      if (this.#readers > 0) return;
      this.#writing = true;
      this.#waitingWriters.shift()?.();
      return;
    }
    while (this.#readers < this.#readersMax && this.#waitingReaders.length > 0) {
      this.#readers += 1;
      this.#waitingReaders.shift()?.();
    }
  }
}
