/** Caches values by key. When there are too many, all are forgotten. It is for values that take long to compute from bytes that recur. */
export class Remembered<Value> {
  readonly #sizeMax: number;
  readonly #values = new Map<string, Value>();

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax;
  }

  /** Returns the cached value of a key, or computes it. Neither `undefined` nor a failure is cached. */
  get(key: string, make: () => Value): Value {
    const cached = this.#values.get(key);
    if (cached !== undefined) return cached;
    const value = make();
    if (this.#values.size >= this.#sizeMax) this.#values.clear();
    if (value !== undefined) this.#values.set(key, value);
    return value;
  }
}
