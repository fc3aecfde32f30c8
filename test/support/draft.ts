import { type DraftJson, formatYuan, type LineJson, parseYuan, sumFen } from '@fapiao-ledger/core';

export const SELLER = '91440300708461136T';
export const BUYER = '914403001922038216';
const TAX_CLASS = '1010101010000000000';

/** Returns a line of any amounts; 100.00 of rice at 13% by default. */
export function lineOf(changes: Partial<LineJson> = {}): LineJson {
  return {
    kind: 'NORMAL',
    taxClass: TAX_CLASS,
    item: '*谷物*大米',
    net: '100.00',
    rate: '0.13',
    tax: '13.00',
    ...changes,
  };
}

/** Returns a draft whose totals are the sums of its lines. */
export function draftOf(
  lines: readonly LineJson[] = [lineOf()],
  changes: Partial<DraftJson> = {},
): DraftJson {
  const net = sumFen(lines.map((line) => parseYuan(line.net)));
  const tax = sumFen(lines.map((line) => parseYuan(line.tax)));
  const totals = { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(sumFen([net, tax])) };
  const buyer = { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' } as const;
  return { type: 'ORDINARY', seller: SELLER, buyer, lines, totals, ...changes };
}
