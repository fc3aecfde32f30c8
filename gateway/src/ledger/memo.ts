/**
 * Answers kept for a while. Callers that must not act on an old one ask for a fresh one; the least recently
 * loaded is dropped when there are too many.
 */
export class Memo<Value> {
  readonly #load: (key: string) => Promise<Value>;
  readonly #ageMaxMs: number;
  readonly #sizeMax: number;
  readonly #entries = new Map<string, { readonly value: Promise<Value>; readonly loadedAt: number }>();

  constructor(load: (key: string) => Promise<Value>, options: { ageMaxMs: number; sizeMax: number }) {
    this.#load = load;
    this.#ageMaxMs = options.ageMaxMs;
    this.#sizeMax = options.sizeMax;
  }

  /** At most `ageMaxMs` old. Failures are not kept. */
  async recent(key: string): Promise<Value> {
    const entry = this.#entries.get(key);
    if (entry !== undefined && Date.now() - entry.loadedAt < this.#ageMaxMs) return await entry.value;
    return await this.fresh(key);
  }

  /** Loaded after this call. */
  async fresh(key: string): Promise<Value> {
    const value = this.#load(key);
    const entry = { value, loadedAt: Date.now() };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#dropOldest();
    try {
      return await value;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  /** What is being loaded is not kept either: it may be from before what made it old. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  #dropOldest(): void {
    if (this.#entries.size <= this.#sizeMax) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
