import { domainDigest } from '../commitment/digest.js';
import { type Fault, ValidationError } from '../errors.js';
import type { Draft } from '../invoice/draft.js';
import { numberPlus } from '../invoice/number.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';

/** A seller's choice whether the ledger issues one invoice for each own id at most. */
export interface StrictRefs {
  readonly strict: boolean;
}

/** The use of an own id, on the ledger under the seller and `refDigest`. */
export interface StoredRef {
  /** Number of the invoice that has the own id. */
  readonly number: string;
}

/** Digits of the digest of an own id: 128 bits. Only the seller itself could choose two own ids with one digest, to its own harm. */
const DIGITS = 32;

/** Returns the digest of an own id, which is a part of its key on the ledger. @param sha256 as for `domainDigest` */
export function refDigest(ref: string, sha256?: (text: string) => string): string {
  return domainDigest('own-id', ref, sha256).slice(0, DIGITS);
}

/** Returns a taxpayer with this choice. Issuing reads it with the taxpayer and nothing more. */
export function withStrictRefs(
  { strictRefs: _before, ...taxpayer }: TaxpayerJson,
  { strict }: StrictRefs,
): TaxpayerJson {
  return strict ? { ...taxpayer, strictRefs: true } : taxpayer;
}

/** The own ids that a page of a seller with strict refs uses. */
export class OwnIds {
  readonly #sha256: (text: string) => string;
  readonly #stored: (digest: string) => StoredRef | undefined;
  readonly #used = new Map<string, StoredRef>();

  /** @param stored returns what the ledger has under a digest */
  constructor(stored: (digest: string) => StoredRef | undefined, sha256: (text: string) => string) {
    this.#stored = stored;
    this.#sha256 = sha256;
  }

  /** What the page adds to the ledger, by digest. */
  get used(): ReadonlyMap<string, StoredRef> {
    return this.#used;
  }

  /**
   * Returns the digests of the own ids of a request's drafts: undefined for a draft without one.
   * @param mayRead whether the signer may learn which invoice has a used own id
   * @throws {ValidationError} REF_USED for each draft whose own id an invoice or an earlier draft has
   */
  admit(drafts: readonly Draft[], mayRead: boolean): readonly (string | undefined)[] {
    const faults: Fault[] = [];
    const places = new Map<string, number>();
    const digests = drafts.map(({ ref }, index) => {
      if (ref === undefined) return undefined;
      const digest = refDigest(ref, this.#sha256);
      const holder = this.#holderOf(digest, places, mayRead);
      if (holder !== undefined) faults.push(refUsed(ref, holder, `/invoices/${index}/ref`));
      places.set(digest, index);
      return digest;
    });
    if (faults.length > 0) throw new ValidationError(faults);
    return digests;
  }

  /** Notes the own ids of a request that is issued from this number on. */
  use(digests: readonly (string | undefined)[], first: string): void {
    for (const [index, digest] of digests.entries())
      if (digest !== undefined) this.#used.set(digest, { number: numberPlus(first, index) });
  }

  #holderOf(digest: string, places: ReadonlyMap<string, number>, mayRead: boolean): string | undefined {
    const issued = this.#used.get(digest) ?? this.#stored(digest);
    if (issued !== undefined) return mayRead ? `invoice ${issued.number}` : 'another invoice of the seller';
    const place = places.get(digest);
    return place === undefined ? undefined : `draft ${place} of this request`;
  }
}

/** Returns the fault of a draft whose own id is used. @param holder the invoice or the draft that has it */
export function refUsed(ref: string, holder: string, path: string): Fault {
  const message = `${holder} has the own id "${ref}" already: each invoice needs an own id of its own`;
  return { code: 'REF_USED', path, message };
}
