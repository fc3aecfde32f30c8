import { LRUCache } from 'lru-cache';

/** Caches answers for a time. A caller that must not act on an old answer requests a fresh one. */
export class Memo<Value> {
  readonly #load: (key: string) => Promise<Value>;
  readonly #answers: LRUCache<string, Promise<Value>>;
  /** Loads under way. */
  readonly #loads = new Map<string, Promise<Value>>();
  /** Loads that begin when the one under way has ended. */
  readonly #next = new Map<string, Promise<Value>>();

  /** @param options of lru-cache: `max` answers, each at most `ttl` milliseconds old */
  constructor(load: (key: string) => Promise<Value>, options: { max: number; ttl?: number }) {
    this.#load = load;
    this.#answers = new LRUCache(options);
  }

  /** Returns an answer that is at most `ttl` old. Failures are not cached. */
  recent(key: string): Promise<Value> {
    return this.#answers.get(key) ?? this.fresh(key);
  }

  /**
   * Returns an answer whose load begins after this call. Calls during a load share the next one, so that a thousand refused
   * requests of one seller do not ask the ledger a thousand times.
   */
  fresh(key: string): Promise<Value> {
    const waiting = this.#next.get(key);
    if (waiting !== undefined) return waiting;
    const underWay = this.#loads.get(key);
    if (underWay === undefined) return this.#begin(key);
    const next = this.#after(underWay, key);
    this.#next.set(key, next);
    return next;
  }

  /** Forgets an answer, also one that is being loaded, because it may be outdated already. */
  forget(key: string): void {
    this.#answers.delete(key);
  }

  async #begin(key: string): Promise<Value> {
    const value = this.#load(key);
    this.#answers.set(key, value);
    this.#loads.set(key, value);
    try {
      return await value;
    } catch (error) {
      if (this.#answers.peek(key) === value) this.#answers.delete(key);
      throw error;
    } finally {
      this.#loads.delete(key);
    }
  }

  async #after(underWay: Promise<Value>, key: string): Promise<Value> {
    await underWay.catch(() => undefined);
    this.#next.delete(key);
    return await this.#begin(key);
  }
}
