import {
  completeAmounts,
  fen,
  formatYuan,
  isPrintable,
  isTextCharacter,
  type LineInput,
  type LineJson,
  parseYuan,
  present,
  subtractFen,
  TEXT_MAX,
  totalsOf,
} from '@fapiao-ledger/core';
import { enterpriseCode, personId } from './drafts.ts';
import type { SellerlessDraft } from './realistic-drafts.ts';
import { Seeded } from './seeded.ts';

const LINES_MAX = 6;
/** In fen. */
const DRIFT_MAX = 5;
const CODE_POINT_MAX = 0x10ffff;
const RATES = ['0.13', '0.09', '0.06'];
const REGIONS = ['440305', '310115', '110108', '500105'];

/**
 * Returns the drafts that are hardest to compress, always the same for a seed: each text is as long as it may be and at random
 * among all characters that a text may have, each code and amount at random too, with taxes beside what net and rate give. Each
 * keeps every rule for a general taxpayer.
 */
export function incompressibleDrafts(count: number, seed?: number): readonly SellerlessDraft[] {
  const random = new Seeded(seed);
  const characters = printableCharacters();
  const text = (length: number): string => Array.from({ length }, () => random.pick(characters)).join('');
  return Array.from({ length: count }, (_, serial) => {
    const { seller: _seller, ...draft } = completeAmounts({
      type: 'ORDINARY',
      seller: '',
      buyer: {
        type: 'ENTERPRISE',
        code: enterpriseCode(20_000 + serial, random.pick(REGIONS)),
        name: text(TEXT_MAX.name),
        contact: text(TEXT_MAX.contact),
        bank: text(TEXT_MAX.contact),
      },
      holder: personId(random.whole(0, 0xffffffff)),
      lines: Array.from({ length: random.whole(1, LINES_MAX) }, () => lineOf(random, text)),
      remark: text(TEXT_MAX.remark),
    });
    const lines = draft.lines.map((line) => withDrift(random, line));
    return { ...draft, lines, totals: present(totalsOf(lines), 'the totals') };
  });
}

function lineOf(random: Seeded, text: (length: number) => string): LineInput {
  return {
    taxClass: `${random.whole(1, 9)}${digits(random, 18)}`,
    item: text(TEXT_MAX.item),
    specification: text(TEXT_MAX.specification),
    unit: text(TEXT_MAX.unit),
    quantity: `${random.whole(10, 99)}.${digits(random, 13)}`,
    unitPrice: `${random.whole(10, 99)}.${digits(random, 13)}`,
    rate: random.pick(RATES),
  };
}

/** Returns a tax beside the one that net and rate give, within the tolerance of a line (T17). */
function withDrift(random: Seeded, line: LineJson): LineJson {
  const drift = random.whole(-DRIFT_MAX, DRIFT_MAX);
  return { ...line, tax: formatYuan(subtractFen(parseYuan(line.tax), fen(BigInt(drift)))) };
}

function digits(random: Seeded, count: number): string {
  return Array.from({ length: count }, () => random.whole(0, 9)).join('');
}

/** Returns every character that a text may consist of. */
function printableCharacters(): readonly string[] {
  const characters: string[] = [];
  for (let point = 0; point <= CODE_POINT_MAX; point += 1) {
    const character = String.fromCodePoint(point);
    if (isTextCharacter(point) && isPrintable(character, 1)) characters.push(character);
  }
  return characters;
}
