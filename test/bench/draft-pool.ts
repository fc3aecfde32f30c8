import { type DraftJson, present } from '@fapiao-ledger/core';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { incompressibleDrafts } from '../support/incompressible-drafts.ts';
import { realisticDrafts, type SellerlessDraft } from '../support/realistic-drafts.ts';

const PAGE = 500;
/** Different pages of 500, after which a pool begins again. */
const REALISTIC_PAGES = 40;
const INCOMPRESSIBLE_PAGES = 4;

const TYPICAL_LINES = 4;
const TYPICAL_AMONG = 100;

/** One line, always the same. */
export const ONE_LINE: readonly SellerlessDraft[] = [sellerless(enterpriseCode(1))];

/** Drafts made beforehand, which all sellers of a benchmark take in turn: what is measured is the ledger. */
export class DraftPool {
  readonly #drafts: readonly SellerlessDraft[];
  #next = 0;

  constructor(drafts: readonly SellerlessDraft[]) {
    this.#drafts = drafts;
  }

  /** Invoices of 1 to 6 lines, as merchants issue them. */
  static realistic(count = REALISTIC_PAGES * PAGE): DraftPool {
    return new DraftPool(realisticDrafts(count));
  }

  /** The worst case for every form of compression. */
  static incompressible(): DraftPool {
    return new DraftPool(incompressibleDrafts(INCOMPRESSIBLE_PAGES * PAGE));
  }

  /** The same line in every invoice: what compresses best. */
  static oneLine(): DraftPool {
    return new DraftPool(ONE_LINE);
  }

  take(seller: string, size: number): readonly DraftJson[] {
    return Array.from({ length: size }, () => ({ ...this.takeSellerless(), seller }));
  }

  takeSellerless(): SellerlessDraft {
    const draft = this.#drafts[this.#next % this.#drafts.length] as SellerlessDraft;
    this.#next += 1;
    return draft;
  }
}

/** Returns a draft with as many lines as most have. */
export function typicalDraft(seller: string): DraftJson {
  const draft = realisticDrafts(TYPICAL_AMONG).find(({ lines }) => lines.length === TYPICAL_LINES);
  return { ...present(draft, `a draft of ${TYPICAL_LINES} lines`), seller };
}

function sellerless(code: string): SellerlessDraft {
  const { seller: _seller, ...draft } = draftOf(code, enterprise(enterpriseCode(99_999)));
  return draft;
}
