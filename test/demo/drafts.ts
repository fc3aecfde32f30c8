import {
  type BuyerJson,
  completeAmounts,
  type DraftJson,
  type LineInput,
  nameCommitment,
} from '@fapiao-ledger/core';
import type { Seeded } from '../support/seeded.ts';
import type { Part } from './cast.ts';
import { discountedLines, lineOf } from './catalogue.ts';

/** A draft of a merchant for a buyer, its amounts completed by the tax core. */
export function draftFor(
  seller: Part,
  buyer: BuyerJson,
  lines: readonly LineInput[],
  more: Partial<Pick<DraftJson, 'type' | 'holder' | 'remark'>> = {},
): DraftJson {
  return completeAmounts({ type: 'ORDINARY', seller: seller.code, buyer, lines, ...more });
}

/** One to six lines of what the merchant sells; a rate of 3 % and one of 1 % never share an invoice. */
export function basket(seller: Part, chance: Seeded): readonly LineInput[] {
  const sells = seller.sells ?? [];
  const article = chance.pick(sells);
  const mixed = seller.kind === 'GENERAL' && article !== 'export';
  const others = mixed ? sells.filter((name) => name !== 'export') : [article];
  return Array.from({ length: chance.whole(1, 6) }, () => lineOf(chance.pick(others), chance));
}

export function discounted(article: string): readonly LineInput[] {
  return discountedLines(article);
}

export function company(title: Part): BuyerJson {
  return { type: 'ENTERPRISE', code: title.code, name: title.name ?? title.code };
}

/** A customer whose name never reaches the ledger: only its salted commitment does. */
export function sealedPerson(name: string, salt: string): BuyerJson {
  return { type: 'PERSON', nameCommitment: nameCommitment({ name, salt }) };
}
