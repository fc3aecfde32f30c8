import { createHash } from 'node:crypto';
import {
  checkCodeOf,
  isInvoiceNumber,
  isNumberPrefix,
  mirroredNumber,
  numberAt,
  numberDistance,
  numberPlus,
  prefixCapacity,
  printedNumber,
  yearOfPrefix,
} from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const number = fc
  .bigInt({ min: 0n, max: 10n ** 20n - 1n })
  .map((value) => value.toString().padStart(20, '0'));

test.each([
  ['14403180911000000001', true],
  ['24112000000135114086', true],
  ['0'.repeat(20), true],
  ['1440318091100000001', false],
  ['144031809110000000011', false],
  ['1440318091100000000X', false],
  ['１4403180911000000001', false],
  ['14403180911000000001\n', false],
  ['', false],
])('%s is an invoice number: %s', (text, want) => {
  expect(isInvoiceNumber(text)).toBe(want);
});

test.each([
  ['144031809110', 'SHENZHEN_2018', true, '2018'],
  ['144032609110', 'SHENZHEN_2018', true, '2026'],
  ['144032608110', 'SHENZHEN_2018', false, ''],
  ['244032609110', 'SHENZHEN_2018', false, ''],
  ['14403260911', 'SHENZHEN_2018', false, ''],
  ['1440326091100', 'SHENZHEN_2018', false, ''],
  ['26441', 'DIGITAL', true, '2026'],
  ['24112', 'DIGITAL', true, '2024'],
  ['26041', 'DIGITAL', false, ''],
  ['2644', 'DIGITAL', false, ''],
  ['264411', 'DIGITAL', false, ''],
  ['2644A', 'DIGITAL', false, ''],
  ['26441', 'SHENZHEN_2018', false, ''],
  ['144032609110', 'DIGITAL', false, ''],
] as const)('prefix %s of %s: %s', (prefix, profile, want, year) => {
  expect(isNumberPrefix(prefix, profile)).toBe(want);
  if (want) expect(yearOfPrefix(prefix, profile)).toBe(year);
});

describe('running numbers', () => {
  test('fill up to twenty digits', () => {
    expect(numberAt('26441', 1n)).toBe('26441000000000000001');
    expect(numberAt('144032609110', 99_999_999n)).toBe('14403260911099999999');
    expect(numberAt('26441', prefixCapacity('26441'))).toBe('26441999999999999999');
  });

  test('count on and back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10n ** 6n, max: 10n ** 20n - 10n ** 6n }),
        fc.integer({ min: -100_000, max: 100_000 }),
        (value, offset) => {
          const text = value.toString().padStart(20, '0');
          const other = numberPlus(text, offset);
          expect(isInvoiceNumber(other)).toBe(true);
          expect(numberDistance(text, other)).toBe(offset);
        },
      ),
    );
  });

  test('in the mirror run the other way, and twice is never', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(mirroredNumber(mirroredNumber(a))).toBe(a);
        expect(isInvoiceNumber(mirroredNumber(a))).toBe(true);
        expect(mirroredNumber(a) < mirroredNumber(b)).toBe(a > b);
      }),
    );
  });
});

describe('a check code', () => {
  test('is 20 digits of a digest over number and check key', () => {
    const digest = createHash('sha256')
      .update('fapiao-ledger/check-code/1\n26441000000000000001\nkey1')
      .digest('hex');
    const want = (BigInt(`0x${digest}`) % 10n ** 20n).toString().padStart(20, '0');
    expect(checkCodeOf('26441000000000000001', 'key1')).toBe(want);
  });

  test('differs by number and by check key', () => {
    const codes = ['1', '2', '3'].flatMap((tx) =>
      ['1', '2', '3'].map((last) => checkCodeOf(`2644100000000000000${last}`, tx)),
    );
    expect(new Set(codes).size).toBe(9);
    for (const code of codes) expect(code).toMatch(/^[0-9]{20}$/);
  });
});

test('a page prints code and number, or one number', () => {
  const shenzhen = { number: '14403260911000000042', profile: 'SHENZHEN_2018' } as const;
  const digital = { number: '26441000000000000042', profile: 'DIGITAL' } as const;
  expect(printedNumber(shenzhen)).toEqual({ code: '144032609110', number: '00000042' });
  expect(printedNumber(digital)).toEqual({ code: '', number: '26441000000000000042' });
});
