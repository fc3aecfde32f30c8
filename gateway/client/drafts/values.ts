import type { ColumnName } from './columns.js';

/** Words for the values of a field, beside the values themselves. */
const WORDS: Partial<Readonly<Record<ColumnName, Readonly<Record<string, string>>>>> = {
  type: {
    普通: 'ORDINARY',
    普票: 'ORDINARY',
    普通发票: 'ORDINARY',
    增值税普通发票: 'ORDINARY',
    '电子发票(普通发票)': 'ORDINARY',
    数电普票: 'ORDINARY',
    专用: 'SPECIAL',
    专票: 'SPECIAL',
    专用发票: 'SPECIAL',
    增值税专用发票: 'SPECIAL',
    '电子发票(增值税专用发票)': 'SPECIAL',
    数电专票: 'SPECIAL',
  },
  buyerType: {
    企业: 'ENTERPRISE',
    单位: 'BODY',
    机关: 'BODY',
    事业单位: 'BODY',
    机关事业单位: 'BODY',
    非企业单位: 'BODY',
    社会组织: 'BODY',
    个人: 'PERSON',
    自然人: 'PERSON',
  },
  kind: { 正常: 'NORMAL', 正常行: 'NORMAL', 被折扣行: 'DISCOUNTED', 折扣行: 'DISCOUNT' },
  zeroRate: {
    免税: 'EXEMPT',
    不征税: 'NOT_TAXED',
    零税率: 'ZERO_RATED',
    普通零税率: 'ZERO_RATED',
    出口零税率: 'ZERO_RATED',
  },
};

/**
 * Returns a cell as the field has it: `13%` as "0.13", `¥1,234.5` as "1234.50", 专票 as "SPECIAL". A value of another form stays as it
 * is, and the rules report it.
 */
export function fieldValue(column: ColumnName, cell: string): string {
  const text = withoutArmor(cell).trim();
  const read = NUMBERS[column];
  return read === undefined ? (WORDS[column]?.[text.normalize('NFKC')] ?? text) : read(text);
}

/** Readers of the columns whose values are numbers. */
const NUMBERS: Partial<Readonly<Record<ColumnName, (text: string) => string>>> = {
  net: yuanText,
  gross: yuanText,
  tax: yuanText,
  quantity: plainDecimal,
  unitPrice: plainDecimal,
  rate: rateText,
};

/** Returns whether the values of a column are numbers. */
export function isNumberColumn(column: ColumnName): boolean {
  return NUMBERS[column] !== undefined;
}

/** Removes `="…"`, in which some programs wrap text that a spreadsheet would read as a number. */
function withoutArmor(cell: string): string {
  return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
}

/** Returns a number without currency and thousands; undefined when the text is no number. */
function decimalText(text: string): string | undefined {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^(-?)[¥￥]|^(-?)(?:CNY|RMB)/i, '$1$2')
    .replace(/元$/, '');
  const isNegative = /^\(.*\)$/.test(bare);
  const number = isNegative ? `-${bare.slice(1, -1).replace(/^[¥￥]/, '')}` : bare;
  const whole = /^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(number)
    ? number.replaceAll(',', '')
    : number;
  return /^-?[0-9]+(?:\.[0-9]+)?$/.test(whole) ? whole : undefined;
}

function yuanText(text: string): string {
  const [whole = '', fraction = ''] = (decimalText(text) ?? '').split('.');
  if (whole === '') return text;
  const cents = fraction.replace(/0+$/, '');
  return cents.length > 2 ? `${whole}.${fraction}` : `${whole}.${cents.padEnd(2, '0')}`;
}

function plainDecimal(text: string): string {
  return withoutEndZeros(decimalText(text) ?? text);
}

/** A quantity of 2.50 in one export is 2.5 in another. */
function withoutEndZeros(text: string): string {
  return /^-?[0-9]+\.[0-9]+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

function rateText(text: string): string {
  const percent = /^([0-9]{1,3})(?:\.([0-9]{1,4}))?%$/.exec(text.normalize('NFKC').replaceAll(/\s/g, ''));
  if (percent === null) return plainDecimal(text);
  const [, whole = '', fraction = ''] = percent;
  const digits = whole.padStart(3, '0');
  return withoutEndZeros(`${Number(digits.slice(0, -2))}.${digits.slice(-2)}${fraction}`);
}

/** Whether a spreadsheet has turned digits into a number, of which it keeps 15: a code such as 1090512990000000000 loses its last ones. */
export function hasLostDigits(cell: string): boolean {
  return /^[0-9](?:\.[0-9]+)?E\+?[0-9]{2}$/i.test(cell.trim());
}

/** Words that stand in the column of the rate for a line without tax. */
export function zeroRateIn(rate: string): string | undefined {
  return WORDS.zeroRate?.[rate.normalize('NFKC').trim()];
}
