/** Counts the steps of something that grows, and wakes what waits for the next one. */
export class Growth {
  #steps = 0;
  #isOver = false;
  readonly #waiting = new Set<() => void>();

  /** How often it has grown. */
  get steps(): number {
    return this.#steps;
  }

  /** Whether it grows no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  step(): void {
    this.#steps += 1;
    for (const wake of this.#waiting) wake();
  }

  end(): void {
    this.#isOver = true;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when the steps are no longer `known`, it is over, or the signal aborts. */
  async beyond(known: number, signal: AbortSignal): Promise<void> {
    if (this.#steps !== known || this.#isOver || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

type Blocks<Block> = Iterable<Block> | AsyncIterable<Block>;

/**
 * Yields blocks from a number on, in order, until the signal aborts or their growth is over. It is the one loop that waits
 * for blocks.
 *
 * @param growth steps whenever there is another block
 * @param blocksFrom returns some blocks from a number on; none while there is no such block
 * @throws what `blocksFrom` throws
 */
export async function* follow<Block extends { readonly number: bigint }>(
  from: bigint,
  signal: AbortSignal,
  growth: Growth,
  blocksFrom: (number: bigint) => Blocks<Block> | Promise<Blocks<Block>>,
): AsyncGenerator<Block> {
  let next = from;
  while (!signal.aborted && !growth.isOver) {
    // Read before asking, so that a block that comes in between is not slept through.
    const { steps } = growth;
    const before = next;
    for await (const block of await blocksFrom(next)) {
      if (signal.aborted) return;
      yield block;
      next = block.number + 1n;
    }
    if (next === before) await growth.beyond(steps, signal);
  }
}
