/**
 * Many readers or one writer. Simulations read; a commit writes, so that no simulation sees half of a
 * block. A waiting writer goes before readers that come later.
 */
export class ReadWriteLock {
  #readers = 0;
  #writing = false;
  #waitingWriters: (() => void)[] = [];
  #waitingReaders: (() => void)[] = [];

  async read<Result>(action: () => Promise<Result>): Promise<Result> {
    while (this.#writing || this.#waitingWriters.length > 0) {
      await new Promise<void>((resolve) => this.#waitingReaders.push(resolve));
    }
    this.#readers += 1;
    try {
      return await action();
    } finally {
      this.#readers -= 1;
      this.#wake();
    }
  }

  async write<Result>(action: () => Result): Promise<Result> {
    while (this.#writing || this.#readers > 0) {
      await new Promise<void>((resolve) => this.#waitingWriters.push(resolve));
    }
    this.#writing = true;
    try {
      return action();
    } finally {
      this.#writing = false;
      this.#wake();
    }
  }

  #wake(): void {
    if (this.#readers > 0) return;
    const writer = this.#waitingWriters.shift();
    if (writer !== undefined) {
      writer();
      return;
    }
    const readers = this.#waitingReaders;
    this.#waitingReaders = [];
    for (const reader of readers) reader();
  }
}
