import { addFen, creditCodeCheck, type DraftJson, formatYuan, parseYuan, sumFen } from '@fapiao-ledger/core';
import { sampleLine } from '../support/invoices.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';

const FIRST_MONTH = 12 * 1930;

/** Returns the n-th credit code of companies in Shenzhen, not registered. */
export function creditCode(serial: number): string {
  const start = `91440300${String(serial).padStart(8, '0')}M`;
  return start + creditCodeCheck(start);
}

/** A sale of one line, of which there are a few kinds. */
export function draftOf(seller: Participant, buyer: Participant, kind = 0): DraftJson {
  const line = sampleLine(kind);
  const [net, tax] = [sumFen([parseYuan(line.net)]), sumFen([parseYuan(line.tax)])];
  return {
    type: 'ORDINARY',
    seller: seller.code,
    buyer: { type: 'ENTERPRISE', code: buyer.code, name: buyer.taxpayer.name ?? '' },
    lines: [line],
    totals: { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(addFen(net, tax)) },
  };
}

/** Returns a month long ago: now and then before one that is closed already. */
export function oldMonth(sequence: number, random: Seeded): string {
  const month = FIRST_MONTH + sequence * 4 + random.whole(0, 5);
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Returns a draft that is right mostly. */
export function randomDraft(
  random: Seeded,
  seller: Participant,
  {
    buyer,
    holder,
    isPerson,
  }: { readonly buyer: Participant; readonly holder?: Participant; readonly isPerson: boolean },
): DraftJson {
  const draft: DraftJson = {
    ...draftOf(seller, buyer, random.whole(0, 6)),
    type: !isPerson && random.chance(0.4) ? 'SPECIAL' : 'ORDINARY',
    ...(isPerson && { buyer: { type: 'PERSON' as const } }),
    ...(holder && { holder: holder.code }),
    ...(random.chance(0.3) && { ref: `order-${random.whole(1, 3)}` }),
  };
  return random.chance(0.95) ? draft : { ...draft, totals: { ...draft.totals, net: '1.00' } };
}
