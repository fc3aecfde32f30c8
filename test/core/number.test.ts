import { createHash } from 'node:crypto';
import {
  checkCodeOf,
  type InvoiceJson,
  isInvoiceNumber,
  isNumberPrefix,
  mirroredNumber,
  numberAt,
  numberDistance,
  numberPlus,
  prefixCapacity,
  printedNumber,
  qrText,
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

describe('what a page prints', () => {
  const facts = {
    totals: { net: '100.00', tax: '13.00', gross: '113.00' },
    date: '2026-03-01',
    checkCode: '01234567890123456789',
  };
  const shenzhen = {
    ...facts,
    number: '14403260911000000042',
    profile: 'SHENZHEN_2018',
    type: 'ORDINARY',
  } as InvoiceJson;
  const digital = {
    ...facts,
    number: '26441000000000000042',
    profile: 'DIGITAL',
    type: 'SPECIAL',
  } as InvoiceJson;

  test('code and number, or one number', () => {
    expect(printedNumber(shenzhen)).toEqual({ code: '144032609110', number: '00000042' });
    expect(printedNumber(digital)).toEqual({ code: '', number: '26441000000000000042' });
  });

  test.each([
    [shenzhen, '01,10,144032609110,00000042,100.00,20260301,01234567890123456789'],
    [digital, '01,31,,26441000000000000042,100.00,20260301,01234567890123456789'],
    [
      { ...digital, type: 'ORDINARY' } as InvoiceJson,
      '01,32,,26441000000000000042,100.00,20260301,01234567890123456789',
    ],
  ])('the QR text states its facts and a CRC over them', (invoice, wantFacts) => {
    const text = qrText(invoice);
    expect(text.slice(0, -5)).toBe(wantFacts);
    expect(text.slice(-5)).toBe(`,${crcBitByBit(wantFacts)}`);
  });

  test('the CRC is XMODEM: its published check value', () => {
    expect(crcBitByBit('123456789')).toBe('31C3');
  });
});

/** CRC-16/XMODEM as polynomial division of the whole message, on bigint: another way to the same remainder. */
function crcBitByBit(text: string): string {
  let message = BigInt(`0x${Buffer.from(text, 'latin1').toString('hex')}`) << 16n;
  const divisor = 0x11021n;
  for (let bit = text.length * 8 - 1; bit >= 0; bit -= 1) {
    if ((message >> BigInt(bit + 16)) & 1n) message ^= divisor << BigInt(bit);
  }
  return message.toString(16).toUpperCase().padStart(4, '0');
}
