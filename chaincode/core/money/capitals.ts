import type { Fen } from './money.js';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['', '拾', '佰', '仟'];

/**
 * Returns an amount in the Chinese capitals that invoices print: 150309.15 is 壹拾伍万零叁佰零玖圆壹角伍分. Whole yuan
 * end in 整, a negative amount starts with （负数）.
 */
export function amountInCapitals(amount: Fen): string {
  const magnitude = amount < 0n ? -amount : amount;
  const yuan = magnitude / 100n;
  const jiao = Number((magnitude / 10n) % 10n);
  const fen = Number(magnitude % 10n);
  return (
    (amount < 0n ? '（负数）' : '') + yuanInCapitals(yuan, jiao, fen) + fractionInCapitals(yuan, jiao, fen)
  );
}

function yuanInCapitals(yuan: bigint, jiao: number, fen: number): string {
  if (yuan === 0n) return jiao === 0 && fen === 0 ? '零圆' : '';
  return `${integerInCapitals(yuan)}圆`;
}

function fractionInCapitals(yuan: bigint, jiao: number, fen: number): string {
  if (jiao === 0 && fen === 0) return '整';
  const gap = jiao === 0 && yuan > 0n ? '零' : '';
  const tenths = jiao === 0 ? '' : `${DIGITS[jiao]}角`;
  return gap + tenths + (fen === 0 ? '整' : `${DIGITS[fen]}分`);
}

function integerInCapitals(value: bigint): string {
  return split(value, 100_000_000n, '亿', (section) => split(section, 10_000n, '万', groupInCapitals));
}

/** Writes the part above a unit, the unit's name, and the part below. A run of zeros is written once. */
function split(value: bigint, unit: bigint, name: string, read: (part: bigint) => string): string {
  const high = value / unit;
  const low = value % unit;
  if (high === 0n) return read(low);
  const gap = low > 0n && low < unit / 10n ? '零' : '';
  return read(high) + name + gap + (low > 0n ? read(low) : '');
}

/** Writes a number below 10,000. */
function groupInCapitals(group: bigint): string {
  let text = '';
  let zeroPending = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.trunc(Number(group) / 10 ** place) % 10;
    if (digit === 0) {
      zeroPending = text !== '';
      continue;
    }
    text += (zeroPending ? '零' : '') + DIGITS[digit] + PLACES[place];
    zeroPending = false;
  }
  return text;
}
