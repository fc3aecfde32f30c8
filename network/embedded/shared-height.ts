/** The number of blocks in memory that threads share: the peer's thread writes it, others read it at once. */
export class SharedHeight {
  readonly memory: SharedArrayBuffer;
  readonly #blocks: BigInt64Array;

  /** Begins at no blocks, or shares the height of another thread. */
  constructor(memory = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#blocks = new BigInt64Array(memory);
  }

  get(): number {
    return Number(Atomics.load(this.#blocks, 0));
  }

  set(blocks: number): void {
    Atomics.store(this.#blocks, 0, BigInt(blocks));
  }
}
