/** Significant digits of a number in a spreadsheet. */
const DIGITS = 15;

/**
 * Returns a number as a spreadsheet shows it without a format: with 15 significant digits at most, because the file has the nearest
 * binary fraction (1327.4299999999998 for 1327.43). A whole number with more digits stays in the form 1.09051299E+18, from which its last digits
 * are lost.
 */
export function shownNumber(text: string): string {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  const [mantissa = '', exponent = '0'] = number.toExponential(DIGITS - 1).split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const point = Number(exponent) + 1;
  if (digits === '0') return '0';
  if (point > DIGITS || point < -DIGITS) return number.toExponential().replace('e', 'E');
  return (number < 0 ? '-' : '') + placed(digits, point);
}

function placed(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

const DAY_MS = 86_400_000;
/** Day 0. Lotus counted 29 February 1900, which never was, so that from March on day 1 is 31 December 1899. */
const DAY_0 = { usual: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };
/** 31 December 9999. */
const DAY_MAX = 2_958_465;

/** Returns the date of a number of days, with the time of day where there is one; the number itself when no date has it. */
export function shownDate(text: string, isFrom1904: boolean): string {
  const days = Number(text);
  if (text.trim() === '' || !(days >= 1 && days <= DAY_MAX)) return shownNumber(text);
  const start = isFrom1904 ? DAY_0.from1904 : DAY_0.usual;
  const [date = '', time = ''] = new Date(start + Math.round((days * DAY_MS) / 1_000) * 1_000)
    .toISOString()
    .split(/[T.]/);
  return time === '00:00:00' ? date : `${date} ${time}`;
}
