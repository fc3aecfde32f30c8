/** Values by key, as many as fit into so many entries and bytes; what was kept first goes first. */
export class BoundedCache<Value> {
  readonly #entriesMax: number;
  readonly #bytesMax: number;
  readonly #kept = new Map<string, { readonly value: Value; readonly bytes: number }>();
  #bytes = 0;

  constructor({ entriesMax, bytesMax }: { readonly entriesMax: number; readonly bytesMax: number }) {
    this.#entriesMax = entriesMax;
    this.#bytesMax = bytesMax;
  }

  /** Of all that is kept, as it was said when it was. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    return this.#kept.get(key)?.value;
  }

  /** @param bytes of memory that the entry takes, its key among them */
  set(key: string, value: Value, bytes: number): void {
    this.delete(key);
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#entriesMax && this.#bytes <= this.#bytesMax) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}
