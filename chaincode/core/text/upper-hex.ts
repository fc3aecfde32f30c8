const DIGITS = '0123456789ABCDEF';
const HEXADECIMAL = 16;
const WIDTH = 4;

/** Returns a whole number that is not negative in at least four hexadecimal digits: 173 is "00AD". */
export function upperHex(value: number): string {
  const digits = Array.from(
    value.toString(HEXADECIMAL),
    (digit) => DIGITS[Number.parseInt(digit, HEXADECIMAL)],
  );
  return digits.join('').padStart(WIDTH, '0');
}
