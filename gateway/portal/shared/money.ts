import { formatSum, readSum } from '@fapiao-ledger/core';

/** Returns an amount as the ledger writes it: "1,234.5" is "1234.50". Text that is no amount stays as it is, for its fault to be shown. */
export function yuanText(written: string): string {
  const plain = written.replaceAll(/[\s,，¥￥元]/g, '');
  const [, sign = '', whole = '', part = ''] = /^(-?)([0-9]{1,21})(?:\.([0-9]{0,2}))?$/.exec(plain) ?? [];
  if (whole === '') return written;
  const fen = readSum(`${sign}${whole.replace(/^0+(?=.)/, '')}.${part.padEnd(2, '0')}`);
  return fen === undefined ? written : formatSum(fen);
}

/** Returns an amount with a comma before each three digits, for reading: "1,234,567.00". Signed texts stay as the ledger writes them. */
export function groupedText(yuan: string): string {
  return yuan.replace(/^-?[0-9]+/, (whole) => whole.replaceAll(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ','));
}
