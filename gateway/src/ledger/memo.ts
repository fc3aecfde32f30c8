import { LRUCache } from 'lru-cache';

/** Caches answers for a time. A caller that must not act on an old answer requests a fresh one. */
export class Memo<Value> {
  readonly #load: (key: string) => Promise<Value>;
  readonly #answers: LRUCache<string, Promise<Value>>;

  /** @param options of lru-cache: `max` answers, each at most `ttl` milliseconds old */
  constructor(load: (key: string) => Promise<Value>, options: { max: number; ttl?: number }) {
    this.#load = load;
    this.#answers = new LRUCache(options);
  }

  /** Returns an answer that is at most `ttl` old. Failures are not cached. */
  recent(key: string): Promise<Value> {
    return this.#answers.get(key) ?? this.fresh(key);
  }

  /** Returns an answer that is loaded after this call. The library's own `fetch` would join an earlier load. */
  async fresh(key: string): Promise<Value> {
    const value = this.#load(key);
    this.#answers.set(key, value);
    try {
      return await value;
    } catch (error) {
      if (this.#answers.peek(key) === value) this.#answers.delete(key);
      throw error;
    }
  }

  /** Forgets an answer, also one that is being loaded, because it may be outdated already. */
  forget(key: string): void {
    this.#answers.delete(key);
  }
}
