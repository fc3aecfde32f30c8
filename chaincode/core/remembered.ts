/**
 * Values by key, each made once and kept until there are too many; then all are forgotten. For what takes long to make
 * out of bytes that come again and again.
 */
export class Remembered<Value> {
  readonly #sizeMax: number;
  readonly #values = new Map<string, Value>();

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax;
  }

  /** Returns the value that was kept for a key, or makes it. Keeps neither `undefined` nor a failure. */
  get(key: string, make: () => Value): Value {
    const kept = this.#values.get(key);
    if (kept !== undefined) return kept;
    const value = make();
    if (this.#values.size >= this.#sizeMax) this.#values.clear();
    if (value !== undefined) this.#values.set(key, value);
    return value;
  }
}
