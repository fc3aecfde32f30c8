import type { ReadModel } from './read-model.js';

/** Strangers may ask as often as they like; the database is asked once a second. */
const AGE_MAX_MS = 1_000;

/** Whether the database of the read model answers, as of a second ago at most. */
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
