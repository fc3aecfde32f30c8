/**
 * Characters that a page cannot show or that make two texts look alike: controls, bidirectional
 * overrides, zero-width characters, line separators, tags, private use, non-characters, lone surrogates.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u061C\u00AD\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E0FFF}]/u;

const PLAIN = /^[\x20-\x7E\u3400-\u4DB5\u4E00-\u9FA5]*$/;

/** Whether text can stand on an invoice: 1 to `lengthMax` code points, NFC, printable, not padded. */
export function isPrintable(text: string, lengthMax: number): boolean {
  if (text.length === 0 || text.length > lengthMax * 2) return false;
  if (text[0] === ' ' || text[text.length - 1] === ' ') return false;
  if (PLAIN.test(text)) return text.length <= lengthMax;
  return [...text].length <= lengthMax && !UNPRINTABLE.test(text) && text.normalize('NFC') === text;
}
