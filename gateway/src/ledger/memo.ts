import { LRUCache } from 'lru-cache';

/** Answers kept for a while. A caller that must not act on an old one asks for a fresh one. */
export class Memo<Value> {
  readonly #load: (key: string) => Promise<Value>;
  readonly #kept: LRUCache<string, Promise<Value>>;

  /** @param options of lru-cache: `max` answers, each at most `ttl` milliseconds old */
  constructor(load: (key: string) => Promise<Value>, options: { max: number; ttl?: number }) {
    this.#load = load;
    this.#kept = new LRUCache(options);
  }

  /** At most `ttl` old. Failures are not kept. */
  async recent(key: string): Promise<Value> {
    return await (this.#kept.get(key) ?? this.fresh(key));
  }

  /** Loaded after this call: the library's own `fetch` joins a load that began before. */
  async fresh(key: string): Promise<Value> {
    const value = this.#load(key);
    this.#kept.set(key, value);
    try {
      return await value;
    } catch (error) {
      if (this.#kept.peek(key) === value) this.#kept.delete(key);
      throw error;
    }
  }

  /** What is being loaded is not kept either: it may be from before what made it old. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
