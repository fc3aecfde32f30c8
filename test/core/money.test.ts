import {
  addFen,
  type BasisPoints,
  completeAmounts,
  type DraftInput,
  divideHalfAwayFromZero,
  FEN_MAX,
  type Fen,
  fen,
  formatPercent,
  formatYuan,
  InvariantError,
  isFen,
  type LineInput,
  parseYuan,
  readDecimal,
  readInstant,
  readRate,
  readYuan,
  roundedProduct,
  subtractFen,
  sumFen,
  taxInGross,
  taxOnNet,
  totalsOf,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { faultsOf } from '../support/faults.ts';
import { readVectors } from '../support/vectors.ts';

interface FormatCase {
  readonly form: 'money' | 'decimal' | 'rate' | 'instant';
  readonly input: string;
  readonly want: unknown;
}

describe('texts that carry numbers', () => {
  const read: Record<FormatCase['form'], (text: string) => unknown> = {
    money: (text) => readYuan(text)?.toString(),
    decimal: (text) => {
      const decimal = readDecimal(text);
      return decimal && { digits: decimal.digits.toString(), scale: decimal.scale };
    },
    rate: readRate,
    instant: readInstant,
  };
  test.each(readVectors<{ cases: FormatCase[] }>('formats').cases)(
    '$form $input',
    ({ form, input, want }) => {
      expect(read[form](input) ?? null).toEqual(want);
    },
  );

  test('money is written as it was read', () => {
    for (const { form, input, want } of readVectors<{ cases: FormatCase[] }>('formats').cases) {
      if (form === 'money' && want !== null) expect(formatYuan(parseYuan(input))).toBe(input);
    }
  });

  test('parseYuan names the place, and quotes no more than an excerpt', () => {
    expect(faultsOf(() => parseYuan('1.5', '/net'))).toEqual(['MONEY_FORMAT /net']);
    expect(() => parseYuan('9'.repeat(1_000_000))).toThrow(/^.{1,140}$/);
  });

  test('formatPercent drops zeros that say nothing', () => {
    const percents = ['0', '0.13', '0.015', '0.001', '0.1', '0.999'].map((text) =>
      formatPercent(readRate(text) as BasisPoints),
    );
    expect(percents).toEqual(['0%', '13%', '1.5%', '0.1%', '10%', '99.9%']);
  });
});

describe('amounts have a bound', () => {
  const largest = fen(FEN_MAX);

  test('the largest amount is 15 digits of yuan and two decimals, either way', () => {
    expect(formatYuan(largest)).toBe('999999999999999.99');
    expect(isFen(FEN_MAX) && isFen(-FEN_MAX)).toBe(true);
    expect(isFen(FEN_MAX + 1n) || isFen(-FEN_MAX - 1n)).toBe(false);
  });

  test.each([
    ['fen', () => fen(FEN_MAX + 1n)],
    ['addFen', () => addFen(largest, fen(1n))],
    ['subtractFen', () => subtractFen(fen(-FEN_MAX), fen(1n))],
    ['sumFen', () => sumFen([largest, largest])],
  ])('%s refuses to go beyond', (_, run) => {
    expect(run).toThrow(InvariantError);
  });

  test('a sum may exceed the bound on the way', () => {
    expect(sumFen([largest, largest, fen(-FEN_MAX)])).toBe(largest);
  });
});

describe('rounding', () => {
  test.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-25n, 10n, -3n],
    [0n, 7n, 0n],
    [10n ** 40n + 1n, 2n, (10n ** 40n + 2n) / 2n],
  ])('%d / %d is %d', (numerator, denominator, want) => {
    expect(divideHalfAwayFromZero(numerator, denominator)).toBe(want);
  });

  test.each([0n, -1n])('a denominator of %d is a bug of ours', (denominator) => {
    expect(() => divideHalfAwayFromZero(1n, denominator)).toThrow(InvariantError);
  });
});

interface TaxCase {
  readonly net?: string;
  readonly gross?: string;
  readonly rate: string;
  readonly want: string;
}

test.each(readVectors<{ cases: TaxCase[] }>('tax').cases)('tax %o', ({ net, gross, rate, want }) => {
  const tax =
    net === undefined
      ? taxInGross(parseYuan(gross ?? ''), rateOf(rate))
      : taxOnNet(parseYuan(net), rateOf(rate));
  expect(formatYuan(tax)).toBe(want);
});

test('9.91150442 x 1.00 is 9.91, and its tax at 13 % is 1.29', () => {
  const net = fen(roundedProduct(decimal('9.91150442'), decimal('1.00')));
  expect(formatYuan(net)).toBe('9.91');
  expect(formatYuan(taxOnNet(net, rateOf('0.13')))).toBe('1.29');
});

describe('completeAmounts', () => {
  const shell = {
    type: 'ORDINARY',
    seller: '91440300708461136T',
    buyer: { type: 'PERSON' },
  } as const satisfies Omit<DraftInput, 'lines'>;
  const ware: LineInput = { taxClass: '1010101010000000000', item: 'x', rate: '0.13' };

  test('a price and a quantity are enough', () => {
    const { lines, totals } = completeAmounts({
      ...shell,
      lines: [{ ...ware, quantity: '3', unitPrice: '33.335' }],
    });
    expect(lines).toEqual([
      { ...ware, kind: 'NORMAL', quantity: '3', unitPrice: '33.335', net: '100.01', tax: '13.00' },
    ]);
    expect(totals).toEqual({ net: '100.01', tax: '13.00', gross: '113.01' });
  });

  test('a price with tax is split so that net and tax add up to it', () => {
    const { lines, totals } = completeAmounts({ ...shell, lines: [{ ...ware, gross: '11.20' }] });
    expect(lines).toEqual([{ ...ware, kind: 'NORMAL', net: '9.91', tax: '1.29' }]);
    expect(totals.gross).toBe('11.20');
  });

  test.each<[string, LineInput, Partial<LineInput>]>([
    ['net', { ...ware, net: '5.00', quantity: '1', unitPrice: '4' }, { net: '5.00', tax: '0.65' }],
    ['tax', { ...ware, net: '5.00', tax: '0.60' }, { net: '5.00', tax: '0.60' }],
    ['tax in a gross', { ...ware, gross: '11.20', tax: '1.30' }, { net: '9.90', tax: '1.30' }],
    ['kind', { ...ware, kind: 'DISCOUNTED', net: '1.00' }, { kind: 'DISCOUNTED' }],
    ['net, whatever gross says', { ...ware, net: '100.00', gross: '11.20' }, { net: '100.00', tax: '13.00' }],
  ])('what is given stays: %s', (_, line, want) => {
    expect(completeAmounts({ ...shell, lines: [line] }).lines[0]).toMatchObject(want);
  });

  test('totals that are given stay', () => {
    const totals = { net: '1.00', tax: '1.00', gross: '1.00' };
    expect(completeAmounts({ ...shell, lines: [{ ...ware, net: '5.00' }], totals }).totals).toBe(totals);
  });

  test.each<[string, LineInput]>([
    ['nothing to go by', ware],
    ['a quantity alone', { ...ware, quantity: '1' }],
    ['an unreadable rate', { ...ware, rate: '13%', net: '1.00' }],
    ['an unreadable net', { ...ware, net: '1' }],
    ['an unreadable gross', { ...ware, gross: '1' }],
    ['an unreadable tax in a gross', { ...ware, gross: '1.13', tax: '.13' }],
    ['an unreadable quantity', { ...ware, quantity: '1e3', unitPrice: '1' }],
    [
      'a product beyond any amount',
      { ...ware, quantity: '99999999999999999', unitPrice: '99999999999999999' },
    ],
    ['a tax that pushes net beyond any amount', { ...ware, gross: formatYuan(fen(FEN_MAX)), tax: '-0.01' }],
  ])('what cannot be computed stays missing: %s', (_, line) => {
    const completed: Partial<ReturnType<typeof completeAmounts>> = completeAmounts({
      ...shell,
      lines: [line],
    });
    expect(completed.totals).toBeUndefined();
    expect(completed.lines).toHaveLength(1);
  });

  test('totals beyond any amount stay missing', () => {
    const net = formatYuan(fen(FEN_MAX));
    expect(
      totalsOf([
        { net, tax: '0.00' },
        { net, tax: '0.00' },
      ]),
    ).toBeUndefined();
  });
});

function decimal(text: string): NonNullable<ReturnType<typeof readDecimal>> {
  return readDecimal(text) as NonNullable<ReturnType<typeof readDecimal>>;
}

function rateOf(text: string): BasisPoints {
  return readRate(text) as BasisPoints;
}

test('Fen is a bigint at run time, so that JSON cannot carry it by accident', () => {
  expect(() => JSON.stringify({ amount: 1n as Fen })).toThrow(TypeError);
});
