import {
  type InvoiceState,
  type InvoiceSummary,
  parseYuan,
  regionOf,
  statusAt,
  ValidationError,
} from '@fapiao-ledger/core';
import {
  findInvoices,
  findOwnIds,
  type InvoiceFilter,
  type InvoicePage,
  pageOf,
  type ReadModel,
  USES,
} from '@fapiao-ledger/gateway/read-model';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUYERS, GeneratedLedger, type KnownInvoice, PERSONS, SELLERS } from '../support/generated-ledger.ts';
import { describeOnEngines, projected } from '../support/read-model-engines.ts';
import { Seeded } from '../support/seeded.ts';

const ledger = new GeneratedLedger({ pageMax: 40 }).growTo(5_000);
const dates = ledger.invoices.map(({ invoice }) => invoice.date).sort();

describeOnEngines('findInvoices', ({ create }) => {
  let model: ReadModel;
  beforeAll(async () => {
    model = await projected(create(), ledger);
  });
  afterAll(async () => await model.close());

  describe('agrees with a look through every invoice', () => {
    test.each(singleFilters())('for $name', async ({ filter }) => {
      await expectAgreement(model, filter);
    });

    test('for 150 combinations of filters', async () => {
      const random = new Seeded();
      let found = 0;
      for (let round = 0; round < 150; round += 1) found += await expectAgreement(model, anyFilter(random));
      expect(found).toBeGreaterThan(150);
    });
  });

  test('counts a lock as open from the second in which its term has passed', async () => {
    const locked = ledger.invoices.find(({ status }) => status.state === 'LOCKED') as KnownInvoice;
    const expires = Date.parse(locked.status.lock?.expiresAt ?? '') / 1000;
    const filter = { number: locked.invoice.number };
    for (const [at, state] of [
      [expires - 1, 'LOCKED'],
      [expires, 'OPEN'],
    ] as const) {
      const { value } = await findInvoices(model, { ...filter, state }, { at, limit: 1 });
      expect(value.invoices).toEqual([summaryOf(locked, at)]);
      expect(value.invoices[0]?.state).toBe(state);
    }
  });

  test('tells the height at which it was true', async () => {
    const { height } = await findInvoices(model, {}, { at: ledger.now, limit: 1 });
    expect(height).toBe(ledger.height);
  });

  test('gives no cursor on a last page that is full', async () => {
    const seller = SELLERS[0] as string;
    const count = ledger.invoices.filter(({ invoice }) => invoice.seller.code === seller).length;
    const { value } = await findInvoices(model, { seller }, { at: ledger.now, limit: count });
    expect(value.invoices).toHaveLength(count);
    expect(value.next).toBeUndefined();
  });

  test('refuses a cursor of another question, a mended one and nonsense', async () => {
    const seller = SELLERS[0] as string;
    const { value } = await findInvoices(model, { seller }, { at: ledger.now, limit: 1 });
    const next = value.next as string;
    const fields = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
    const [height = '', date = '', ...rest] = fields;
    const unseen = [height, `${date}\u0000`, ...rest];
    const [numberOfLast = '', digest = ''] = rest;
    const forms = [
      [height, 'yesterday', numberOfLast, digest],
      [height, date, '1', digest],
      [height, date, `${numberOfLast}0`, digest],
    ];
    const mended = [
      ['x', ...fields.slice(1)],
      fields.slice(1),
      [...fields, ''],
      unseen,
      ...forms,
      [null],
      {},
      3,
    ];
    const cursors = mended.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    for (const cursor of [...cursors, '', 'nonsense', '%%%']) {
      await expect(findInvoices(model, { seller }, { at: 0, limit: 1, cursor })).rejects.toThrow(
        ValidationError,
      );
    }
    const other = findInvoices(model, { seller: BUYERS[0] as string }, { at: 0, limit: 1, cursor: next });
    await expect(other).rejects.toMatchObject({ code: 'FIELD_VALUE', faults: [{ path: '/cursor' }] });
  });

  test('takes any date that a caller may name, and a cursor with one', async () => {
    const every = await findInvoices(model, {}, { at: ledger.now, limit: 2 });
    const beyond = { dateFrom: '0000-01-01', dateTo: '9999-12-31' };
    const { value } = await findInvoices(model, beyond, { at: ledger.now, limit: 2 });
    expect(value.invoices).toEqual(every.value.invoices);
    const fields = JSON.parse(Buffer.from(value.next as string, 'base64url').toString()) as string[];
    for (const [day, count] of [
      ['9999-99-99', 2],
      ['0000-00-00', 0],
    ] as const) {
      const cursor = Buffer.from(JSON.stringify(fields.with(1, day))).toString('base64url');
      const walked = await findInvoices(model, beyond, { at: ledger.now, limit: 2, cursor });
      expect(walked.value.invoices).toHaveLength(count);
    }
  });

  test('finds the invoices of a seller with some own ids, and what their drafts say', async () => {
    const seller = SELLERS[0] as string;
    const refs = ['order-3', 'order-4', 'order-none'];
    const wanted = ledger.invoices
      .filter(({ invoice }) => invoice.seller.code === seller && refs.includes(invoice.ref ?? ''))
      .map(({ invoice }) => ({ ref: invoice.ref ?? '', number: invoice.number }));
    expect(wanted.length).toBeGreaterThan(1);
    const { value } = await findOwnIds(model, seller, refs);
    expect(value.map(({ ref, number }) => ({ ref, number }))).toEqual(expect.arrayContaining(wanted));
    expect(value).toHaveLength(wanted.length);
    expect(new Set(value.map(({ content }) => content)).size).toBe(wanted.length);
    expect((await findOwnIds(model, '91440300MA0000000X', refs)).value).toEqual([]);
  });

  test('locates the ledger page of an invoice, and of no other number', async () => {
    for (const { invoice, page } of ledger.invoices.slice(0, 50)) {
      expect(await pageOf(model, invoice.number)).toEqual({ height: ledger.height, value: page });
    }
    expect((await pageOf(model, '99999999999999999999')).value).toBeUndefined();
  });
});

describeOnEngines('a walk through a list', ({ create }) => {
  test('shows every invoice that was there when it began once, while others are issued', async () => {
    const growing = new GeneratedLedger({ seed: 11 }).growTo(600);
    const model = await projected(create(), growing);
    const wanted = growing.invoices.map(({ invoice }) => invoice.number).sort();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { value }: { value: InvoicePage } = await findInvoices(model, {}, page(growing.now, 37, cursor));
      seen.push(...value.invoices.map(({ number }) => number));
      cursor = value.next;
      await model.apply([growing.addBlock(), growing.addBlock()].map(changesIn));
    } while (cursor !== undefined);
    expect(seen.sort()).toEqual(wanted);
    expect(growing.invoices.length).toBeGreaterThan(wanted.length);
    await model.close();
  });
});

function page(
  at: number,
  limit: number,
  cursor: string | undefined,
): { at: number; limit: number; cursor?: string } {
  return cursor === undefined ? { at, limit } : { at, limit, cursor };
}

/** Reads a list to its end in pages of 150. @returns how many invoices it has */
async function expectAgreement(model: ReadModel, filter: InvoiceFilter): Promise<number> {
  const at = ledger.now;
  const found: InvoiceSummary[] = [];
  let cursor: string | undefined;
  do {
    const { value }: { value: InvoicePage } = await findInvoices(model, filter, page(at, 150, cursor));
    found.push(...value.invoices);
    cursor = value.next;
  } while (cursor !== undefined);
  expect(
    found,
    JSON.stringify(filter, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  ).toEqual(oracle(filter, at));
  return found.length;
}

function oracle(filter: InvoiceFilter, at: number): readonly InvoiceSummary[] {
  return ledger.invoices
    .filter((known) => isMatch(known, filter, at))
    .map((known) => summaryOf(known, at))
    .sort((a, b) => (`${a.date}${a.number}` < `${b.date}${b.number}` ? 1 : -1));
}

function isMatch({ invoice, status: stored }: KnownInvoice, filter: InvoiceFilter, at: number): boolean {
  const status = statusAt(stored, at);
  const gross = parseYuan(invoice.totals.gross);
  const companies = [status.lock?.company, ...status.redemptions.map(({ company }) => company)];
  const tests: {
    readonly [Name in keyof InvoiceFilter]-?: (value: NonNullable<InvoiceFilter[Name]>) => boolean;
  } = {
    number: (number) => invoice.number === number,
    seller: (code) => invoice.seller.code === code,
    buyer: (code) => invoice.buyer.type !== 'PERSON' && invoice.buyer.code === code,
    holder: (code) => status.holder === code,
    company: (code) => companies.includes(code),
    dateFrom: (date) => invoice.date >= date,
    dateTo: (date) => invoice.date <= date,
    amountFrom: (amount) => gross >= amount,
    amountTo: (amount) => gross <= amount,
    state: (state) => status.state === state,
    region: (region) => regionOf(invoice.seller.code).startsWith(region),
    rate: (rate) => invoice.lines.some((line) => line.rate === rate),
    sector: (sector) => invoice.lines.some(({ taxClass }) => taxClass.startsWith(sector)),
    type: (type) => invoice.type === type,
    use: (use) =>
      use === 'AWAITED' ? status.use === undefined && status.state !== 'RED' : status.use?.purpose === use,
    ref: (ref) => invoice.ref === ref,
    text: (text) => textsOf(invoice).some((value) => value.toLowerCase().includes(text.toLowerCase())),
  };
  return Object.entries(filter).every(([name, value]) =>
    (tests[name as keyof InvoiceFilter] as (value: unknown) => boolean)(value),
  );
}

function textsOf({ seller, buyer, ref }: KnownInvoice['invoice']): readonly string[] {
  return [seller.name, buyer.type === 'PERSON' ? '' : buyer.name, ref ?? ''];
}

function summaryOf({ invoice, status: stored }: KnownInvoice, at: number): InvoiceSummary {
  const status = statusAt(stored, at);
  const { number, profile, type, date, seller, buyer, totals, ref } = invoice;
  const { type: buyerType } = buyer;
  return {
    number,
    profile,
    type,
    date,
    seller: { code: seller.code, name: seller.name },
    buyer: {
      type: buyerType,
      ...(buyerType !== 'PERSON' && buyer.code !== undefined && { code: buyer.code }),
      ...(buyerType !== 'PERSON' && { name: buyer.name }),
    },
    rates: [...new Set(invoice.lines.map(({ rate }) => rate))].sort(),
    totals,
    state: status.state,
    holder: status.holder,
    rest: status.rest,
    ...(status.use !== undefined && { use: { purpose: status.use.purpose, period: status.use.period } }),
    ...(ref !== undefined && { ref }),
  };
}

function singleFilters(): readonly { name: string; filter: InvoiceFilter }[] {
  const some = ledger.invoices[1234] as KnownInvoice;
  const states: readonly InvoiceState[] = ['OPEN', 'LOCKED', 'REDEEMED', 'FROZEN', 'RED'];
  const filters: readonly InvoiceFilter[] = [
    {},
    { number: some.invoice.number },
    { number: '00000000000000000000' },
    { seller: SELLERS[3] as string },
    { buyer: BUYERS[5] as string },
    { holder: PERSONS[2] as string },
    { company: BUYERS[7] as string },
    { dateFrom: dates[2000] as string },
    { dateTo: dates[2000] as string },
    { amountFrom: parseYuan('1000.00') },
    { amountTo: parseYuan('1000.00') },
    ...states.map((state) => ({ state })),
    ...['44', '4403', '440305', '310115', '81', '99'].map((region) => ({ region })),
    ...['0.13', '0.015', '0', '0.17'].map((rate) => ({ rate })),
    ...['1', '3', '5'].map((sector) => ({ sector })),
    { type: 'SPECIAL' },
    ...USES.map((use) => ({ use })),
    { ref: 'order-7' },
    { seller: SELLERS[3] as string, ref: 'order-7' },
    ...['ORDER-7', '示例', '%', '_', '\\'].map((text) => ({ text })),
  ];
  return filters.map((filter) => ({
    name: JSON.stringify(filter, (_, v) => (typeof v === 'bigint' ? `${v}` : v)),
    filter,
  }));
}

function anyFilter(random: Seeded): InvoiceFilter {
  const some = random.pick(ledger.invoices);
  const gross = parseYuan(some.invoice.totals.gross);
  const choices: readonly InvoiceFilter[] = [
    { seller: some.invoice.seller.code },
    { buyer: random.pick(BUYERS) },
    { holder: some.status.holder },
    { company: random.pick(BUYERS) },
    { dateFrom: random.pick(dates) },
    { dateTo: random.pick(dates) },
    { amountFrom: gross },
    { amountTo: gross },
    { state: some.status.state },
    { region: regionOf(some.invoice.seller.code).slice(0, random.pick([2, 4, 6])) },
    { rate: random.pick(some.invoice.lines).rate },
    { sector: random.pick(some.invoice.lines).taxClass.slice(0, 1) },
    { type: some.invoice.type },
    { use: random.pick(USES) },
    { ref: some.invoice.ref ?? 'order-1' },
    { text: random.pick(['der-1', '示', some.invoice.seller.name]) },
  ];
  return Object.assign(
    {},
    ...Array.from({ length: random.whole(2, 4) }, () => random.pick(choices)),
  ) as InvoiceFilter;
}
