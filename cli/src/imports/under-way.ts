/** Work in parallel. The first failure is kept until the next call of `fewerThan`. */
export class UnderWay {
  readonly #works = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  begin(work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#works.delete(ended));
    this.#works.add(ended);
  }

  /** Waits until fewer than `count` works are under way. @throws the first failure, at once */
  async fewerThan(count: number): Promise<void> {
    while (this.#works.size >= count && this.#failure === undefined) await Promise.race(this.#works);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits until all works have ended, whether they failed or not. */
  async all(): Promise<void> {
    await Promise.all(this.#works);
  }
}
