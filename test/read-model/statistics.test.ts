import { type Fen, formatYuan, parseKey, parseYuan, regionOf } from '@fapiao-ledger/core';
import {
  DIMENSIONS,
  type Dimension,
  type ReadModel,
  type Statistics,
  type StatisticsFilter,
  type Sums,
  statistics,
} from '@fapiao-ledger/gateway/read-model';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { storedDocument } from '@fapiao-ledger/network/stored-document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GeneratedLedger, type KnownInvoice, pageBytes, SELLERS } from '../support/generated-ledger.ts';
import { describeOnEngines, projected } from '../support/read-model-engines.ts';
import { Seeded } from '../support/seeded.ts';

const ledger = new GeneratedLedger({ pageMax: 40, seed: 5 }).growTo(5_000);
const months = [...new Set(ledger.invoices.map(({ invoice }) => invoice.date.slice(0, 7)))].sort();

describeOnEngines('statistics', ({ create }) => {
  let model: ReadModel;
  beforeAll(async () => {
    model = await projected(create(), ledger);
  });
  afterAll(async () => await model.close());

  test('the generated invoices span months', () => {
    expect(months.length).toBeGreaterThan(2);
  });

  const cases: readonly (readonly Dimension[])[] = [
    [],
    ...DIMENSIONS.map((dimension) => [dimension]),
    ['month', 'province'],
    ['city', 'rate', 'month'],
    ['taxpayer', 'month', 'rate', 'county'],
    ['day', 'province'],
    ['week', 'type', 'rate'],
    ['sector', 'rate', 'month'],
    ['county', 'sector', 'day'],
  ];
  test.each(cases.map((by) => ({ by })))(
    'by $by equal the sums of the invoices to the fen',
    async ({ by }) => {
      await expectAgreement(model, by, {});
    },
  );

  test('with any filters equal the sums of the invoices to the fen', async () => {
    const random = new Seeded();
    for (let round = 0; round < 60; round += 1) {
      const [by, filter] = [random.pick(cases), anyFilter(random)];
      if (isSummed(by, filter)) await expectAgreement(model, by, filter);
    }
  });

  test.each([
    { by: ['day', 'taxpayer'], filter: {}, path: '/by' },
    { by: ['week'], filter: { seller: SELLERS[0] as string }, path: '/by' },
    { by: ['taxpayer'], filter: { sector: '3' }, path: '/by' },
    { by: [], filter: { seller: SELLERS[0] as string, sector: '3' }, path: '/sector' },
    { by: ['month'], filter: { seller: SELLERS[0] as string, sector: '3' }, path: '/sector' },
  ] satisfies { by: Dimension[]; filter: StatisticsFilter; path: string }[])(
    'by $by with $filter are refused at $path, because days are not summed up for single sellers',
    async ({ by, filter, path }) => {
      await expect(statistics(model, by, filter, { limit: 1 })).rejects.toMatchObject({
        faults: [{ code: 'FIELD_VALUE', path }],
      });
    },
  );

  test('in pages of 7 show every group once', async () => {
    const by = ['taxpayer', 'month', 'rate'] as const;
    const { value: whole } = await statistics(model, by, {}, { limit: 1_000 });
    const groups: Statistics['groups'][number][] = [];
    let cursor: string | undefined;
    do {
      const paging = cursor === undefined ? { limit: 7 } : { limit: 7, cursor };
      const { value }: { value: Statistics } = await statistics(model, by, {}, paging);
      expect(value.total).toEqual(whole.total);
      groups.push(...value.groups);
      cursor = value.next;
    } while (cursor !== undefined);
    expect(groups).toEqual(whole.groups);
    expect(groups.length).toBeGreaterThan(70);
  });

  test('name the province of a region and the taxpayer', async () => {
    const { value } = await statistics(model, ['city', 'taxpayer'], { region: '4403' }, { limit: 1 });
    const seller = SELLERS[0] as string;
    expect(value.groups[0]).toMatchObject({
      key: { city: '4403', taxpayer: seller },
      province: { code: '44', zh: '广东省', en: 'Guangdong' },
      name: `示例企业${seller.slice(-6)}`,
    });
  });

  test('of nothing are zero', async () => {
    const { value } = await statistics(model, ['month'], { monthFrom: '2030-01' }, { limit: 5 });
    expect(value).toEqual({ groups: [], total: { count: 0n, net: 0n, tax: 0n } });
  });

  test('refuse a cursor of another question', async () => {
    const { value } = await statistics(model, ['month'], {}, { limit: 1 });
    const cursor = value.next as string;
    await expect(statistics(model, ['rate'], {}, { limit: 1, cursor })).rejects.toMatchObject({
      code: 'FIELD_VALUE',
    });
  });
});

describeOnEngines('sums beyond 64 bits', ({ create }) => {
  test('of the largest amounts are exact', async () => {
    const largest = new GeneratedLedger({ seed: 3 }).growTo(2_000);
    const scaled = { ...largest, chain: largest.chain.map(withLargestAmounts) };
    const model = await projected(create(), scaled as unknown as GeneratedLedger);
    const { value } = await statistics(model, ['taxpayer'], {}, { limit: 100 });
    const count = BigInt(largest.invoices.length);
    expect(value.total).toEqual({ count, net: count * LARGEST, tax: count * LARGEST });
    expect(value.total.net > 2n ** 64n).toBe(true);
    const bySeller = value.groups.map((group) => group.net / LARGEST);
    expect(bySeller).toEqual(value.groups.map(({ count: invoices }) => invoices));
    expect(value.groups.some(({ net }) => net > 2n ** 63n)).toBe(true);
    await model.close();
  });
});

const LARGEST = 10n ** 17n - 1n;

/** The same block, in which every invoice has the largest net and tax. */
function withLargestAmounts(block: LedgerBlock): LedgerBlock {
  const net = formatYuan(LARGEST as Fen);
  const transactions = block.transactions.map((transaction) => ({
    ...transaction,
    writes: transaction.writes.map((write) => {
      if (parseKey(write.key)?.kind !== 'PAGE') return write;
      const page = storedDocument('PAGE', write.value ?? Buffer.of());
      const requests = page.requests.map((drafts) =>
        drafts.map(({ totals, lines, ...draft }) => ({
          ...draft,
          totals: { ...totals, net, tax: net },
          lines: lines.map((line) => ({ ...line, net, tax: net })),
        })),
      );
      return { key: write.key, value: pageBytes({ ...page, requests }) };
    }),
  }));
  return { ...block, transactions };
}

function isSummed(by: readonly Dimension[], { seller, sector }: StatisticsFilter): boolean {
  const isOfSellers = by.includes('taxpayer') || seller !== undefined;
  const isDaily =
    sector !== undefined || ['day', 'week', 'sector'].some((name) => by.includes(name as Dimension));
  return !isOfSellers || !isDaily;
}

async function expectAgreement(
  model: ReadModel,
  by: readonly Dimension[],
  filter: StatisticsFilter,
): Promise<void> {
  const { height, value } = await statistics(model, by, filter, { limit: 1_000 });
  const groups = new Map(
    value.groups.map(({ key, count, net, tax }) => [
      by.map((name) => key[name]).join(' '),
      { count, net, tax },
    ]),
  );
  const wanted = oracle(by, filter);
  expect(value.total, JSON.stringify({ by, filter })).toEqual(wanted.total);
  expect(by.length === 0 ? new Map() : groups).toEqual(by.length === 0 ? new Map() : wanted.groups);
  expect([...groups.keys()]).toEqual([...groups.keys()].sort());
  expect(height).toBe(ledger.height);
}

/** By adding up lines, where rates or sectors are asked for, and totals otherwise. */
function oracle(
  by: readonly Dimension[],
  filter: StatisticsFilter,
): { groups: Map<string, Sums>; total: Sums } {
  const groups = new Map<string, Sums>();
  let total: Sums = NOTHING;
  for (const known of ledger.invoices.filter((each) => isMatch(each, filter))) {
    for (const part of partsOf(known, [], filter)) total = plus(total, amountsOf(known, part));
    for (const part of partsOf(known, by, filter)) {
      const key = by.map((name) => keyOf(known, name, part)).join(' ');
      groups.set(key, plus(groups.get(key) ?? NOTHING, amountsOf(known, part)));
    }
  }
  return { groups, total };
}

const NOTHING: Sums = { count: 0n, net: 0n, tax: 0n };

/** The lines of one rate, one sector or both; all lines without either. */
interface LinePart {
  readonly rate?: string;
  readonly sector?: string;
}

/** The parts of an invoice that count on their own. */
function partsOf({ invoice }: KnownInvoice, by: readonly Dimension[], filter: StatisticsFilter): LinePart[] {
  const isByRate = by.includes('rate') || filter.rate !== undefined;
  const isBySector = by.includes('sector') || filter.sector !== undefined;
  const parts = new Map<string, LinePart>();
  for (const { rate, taxClass } of invoice.lines) {
    const sector = taxClass.slice(0, 1);
    if (rate !== (filter.rate ?? rate) || sector !== (filter.sector ?? sector)) continue;
    const part = { ...(isByRate && { rate }), ...(isBySector && { sector }) };
    parts.set(JSON.stringify(part), part);
  }
  return [...parts.values()];
}

function keyOf({ invoice }: KnownInvoice, dimension: Dimension, { rate, sector }: LinePart): string {
  const region = regionOf(invoice.seller.code);
  const keys: Readonly<Record<Dimension, string>> = {
    month: invoice.date.slice(0, 7),
    week: mondayOf(invoice.date),
    day: invoice.date,
    type: invoice.type,
    province: region.slice(0, 2),
    city: region.slice(0, 4),
    county: region,
    rate: rate ?? '',
    sector: sector ?? '',
    taxpayer: invoice.seller.code,
  };
  return keys[dimension];
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

function amountsOf({ invoice }: KnownInvoice, { rate, sector }: LinePart): Sums {
  if (rate === undefined && sector === undefined)
    return { count: 1n, net: parseYuan(invoice.totals.net), tax: parseYuan(invoice.totals.tax) };
  const lines = invoice.lines.filter(
    (line) => line.rate === (rate ?? line.rate) && line.taxClass.startsWith(sector ?? ''),
  );
  const sum = (amounts: readonly string[]): bigint =>
    amounts.reduce((total, amount) => total + parseYuan(amount), 0n);
  return { count: 1n, net: sum(lines.map(({ net }) => net)), tax: sum(lines.map(({ tax }) => tax)) };
}

function plus(a: Sums, b: Sums): Sums {
  return { count: a.count + b.count, net: a.net + b.net, tax: a.tax + b.tax };
}

function isMatch({ invoice }: KnownInvoice, filter: StatisticsFilter): boolean {
  const month = invoice.date.slice(0, 7);
  return (
    month >= (filter.monthFrom ?? '') &&
    month <= (filter.monthTo ?? '9999') &&
    regionOf(invoice.seller.code).startsWith(filter.region ?? '') &&
    (filter.seller ?? invoice.seller.code) === invoice.seller.code &&
    (filter.type ?? invoice.type) === invoice.type &&
    invoice.lines.some(
      ({ rate, taxClass }) => rate === (filter.rate ?? rate) && taxClass.startsWith(filter.sector ?? ''),
    )
  );
}

function anyFilter(random: Seeded): StatisticsFilter {
  const { invoice } = random.pick(ledger.invoices);
  const choices: readonly StatisticsFilter[] = [
    { monthFrom: random.pick(months) },
    { monthTo: random.pick(months) },
    { region: regionOf(invoice.seller.code).slice(0, random.pick([2, 4, 6])) },
    { seller: invoice.seller.code },
    { rate: random.pick(invoice.lines).rate },
    { sector: random.pick(invoice.lines).taxClass.slice(0, 1) },
    { type: invoice.type },
  ];
  return Object.assign(
    {},
    ...Array.from({ length: random.whole(1, 3) }, () => random.pick(choices)),
  ) as StatisticsFilter;
}
