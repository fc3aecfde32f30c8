import type { ReadModel } from './read-model.js';

/** The database is asked at most once per second, because the route is public. */
const AGE_MAX_MS = 1_000;

/** Returns whether the database of the read model answers, at most one second old. */
export class ReadModelHealth {
  readonly #model: Pick<ReadModel, 'isReachable'>;
  #answer: { readonly at: number; readonly isReachable: Promise<boolean> } | undefined;

  constructor(model: Pick<ReadModel, 'isReachable'>) {
    this.#model = model;
  }

  async isReachable(): Promise<boolean> {
    const now = performance.now();
    if (this.#answer === undefined || now - this.#answer.at > AGE_MAX_MS) {
      this.#answer = { at: now, isReachable: this.#model.isReachable() };
    }
    return await this.#answer.isReachable;
  }
}
