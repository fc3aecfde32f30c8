import type { Faults } from '../json/document-reader.js';
import type { LineJson } from './invoice.js';

/**
 * Most different characters beyond U+FFFF in the lines of one invoice. Each adds an outline to the receipt: 1,000 take 0.3 MB and
 * 0.1 s. All 60,000 took 19 MB and 25 s, which is more than a verifier reads.
 */
const RARE_CHARACTERS_MAX = 1_000;

const HIGH_SURROGATE = /[\uD800-\uDBFF]/;
const TEXTS = ['item', 'specification', 'unit'] as const;

/** Reports the first text of a line that has one rare character too many; the other texts hold 630 characters together. */
export function reportRareCharacters(lines: readonly LineJson[], faults: Faults, path: string): void {
  const characters = new Set<string>();
  for (const [index, line] of lines.entries()) {
    for (const field of TEXTS) {
      addRare(line[field] ?? '', characters);
      if (characters.size <= RARE_CHARACTERS_MAX) continue;
      const message = `the lines of an invoice have at most ${RARE_CHARACTERS_MAX} different characters beyond U+FFFF; use fewer`;
      faults.report('TEXT_INVALID', `${path}/lines/${index}/${field}`, message);
      return;
    }
  }
}

function addRare(text: string, characters: Set<string>): void {
  if (!HIGH_SURROGATE.test(text)) return;
  for (const character of text) if (character.length > 1) characters.add(character);
}
