import { LRUCache } from 'lru-cache';

/** Most sellers in memory. */
const SELLERS_MAX = 20_000;

/** Most characters of drafts that a seller has under way unjudged: as many as the largest body has. */
const CHARACTERS_MAX = 2_000_000;

/** Characters that a refusal takes per character of the request. An issued character gives two, so sixteen make up for it. */
const PRICE_OF_REFUSAL = 32;

/**
 * Decides whose drafts the gateway leaves to the contract alone. A seller is trusted with characters of drafts. A request
 * takes as many as it has, and returns twice as many when it is issued. A seller that is new, or has just been refused,
 * has none, so its next requests are judged early.
 *
 * An attacker can have small requests issued and then send large ones that are refused, all at once or in turns. So trust
 * is counted in characters and taken when a request begins, and a refusal takes many times as much. For every character
 * that the ledger refuses in vain, the attacker must have sixteen issued, or answered again as issued before: such a
 * request costs the ledger a transaction too.
 */
export class SellerTrust {
  /** Characters per seller; negative after a refusal. */
  readonly #characters = new LRUCache<string, number>({ max: SELLERS_MAX });

  /** Takes the characters of a request. @returns whether the seller had them; if not, nothing is taken */
  take(seller: string, characters: number): boolean {
    const left = this.#of(seller) - characters;
    if (left < 0) return false;
    this.#characters.set(seller, left);
    return true;
  }

  /** Counts a request that was issued, whether it had taken characters or was judged early. */
  issued(seller: string, characters: number): void {
    this.#characters.set(seller, Math.min(CHARACTERS_MAX, this.#of(seller) + 2 * characters));
  }

  /** Counts a request that took its characters and was refused, although the early judgment would have spared the ledger. */
  refused(seller: string, characters: number): void {
    this.#characters.set(seller, Math.min(0, this.#of(seller)) - PRICE_OF_REFUSAL * characters);
  }

  #of(seller: string): number {
    return this.#characters.get(seller) ?? 0;
  }
}
