import { type Fault, ValidationError } from '@fapiao-ledger/core';

/**
 * Refuses texts that the font of a receipt cannot show. It decides no byte of a receipt, so all versions share it.
 *
 * @param texts each with the pointer to where it comes from
 * @throws {ValidationError} RECEIPT_GLYPH naming the characters
 */
export function refuseMissingGlyphs(
  texts: readonly { readonly path: string; readonly value: string }[],
  font: { readonly missingIn: (text: string) => readonly string[] },
): void {
  const faults = texts.flatMap(({ path, value }): Fault[] => {
    const missing = [...new Set(font.missingIn(value))];
    if (missing.length === 0) return [];
    const names = missing.map((character) => `"${character}" (${codePointName(character)})`).join(', ');
    return [{ code: 'RECEIPT_GLYPH', path, message: `${names} cannot be printed on a receipt` }];
  });
  if (faults.length > 0) throw new ValidationError(faults);
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
