import { CompactFormError } from './bytes.js';

/** Follows the uses of a list's entries, which must be used in their order for the first time. */
export class FirstUses {
  #used = 0;

  /** Uses an entry. Returns whether it was not used before. @throws {CompactFormError} when an earlier entry was not used */
  use(index: number): boolean {
    if (index < this.#used) return false;
    if (index > this.#used) throw new CompactFormError('entries are not in the order of their first use');
    this.#used += 1;
    return true;
  }

  /** Requires that all entries were used. @throws {CompactFormError} */
  requireAll(count: number): void {
    if (this.#used < count) throw new CompactFormError('an entry is not used');
  }
}

/** The uses of the lists of a block. */
export class BlockUses {
  readonly texts = new FirstUses();
  readonly articles = new FirstUses();
}
