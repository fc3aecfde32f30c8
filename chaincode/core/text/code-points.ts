/** Number of code points in planes 0 to 3. No code point above them is permitted in a text. */
const CODE_POINTS = 0x40000;
const HEXADECIMAL = 16;

/** Returns one byte per code point: 1 within ranges in hexadecimal, such as "20-7E A0", else 0. */
export function codePointTable(ranges: string): Uint8Array {
  const table = new Uint8Array(CODE_POINTS);
  for (const range of ranges.match(/[0-9A-F-]+/g) ?? []) {
    const [first = '', last = first] = range.split('-');
    table.fill(1, Number.parseInt(first, HEXADECIMAL), Number.parseInt(last, HEXADECIMAL) + 1);
  }
  return table;
}
