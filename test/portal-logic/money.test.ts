import { expect, test } from 'vitest';
import { groupedText, yuanText } from '../../gateway/portal/shared/money.ts';

test.each([
  ['1,234.5', '1234.50'],
  ['¥ 12', '12.00'],
  ['007', '7.00'],
  ['-3.', '-3.00'],
  ['12345678901234567.89', '12345678901234567.89'],
  ['1.234', '1.234'],
  ['1e3', '1e3'],
  ['', ''],
])('an amount entered as %j is %j', (written, yuan) => {
  expect(yuanText(written)).toBe(yuan);
});

test('digits are grouped for reading, of amounts of any size', () => {
  expect(['0.00', '999.99', '-1000.00', '12345678901234567.89'].map(groupedText)).toEqual([
    '0.00',
    '999.99',
    '-1,000.00',
    '12,345,678,901,234,567.89',
  ]);
});
