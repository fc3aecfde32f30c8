import { createHash } from 'node:crypto';
import {
  formatSum,
  type InvoiceViewJson,
  monthsAfter,
  parseYuan,
  RETURN_LIST_HEAD,
  type ReturnEntry,
  type ReturnSumsJson,
  redFormDigest,
  returnLine,
} from '@fapiao-ledger/core';
import { countMonth, listReturns, ReadModel, returnEntries } from '@fapiao-ledger/gateway/read-model';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { describeOnEngines } from '../support/read-model-engines.ts';
import { decide, file, termsOf } from '../support/return-acts.ts';
import { Seeded } from '../support/seeded.ts';
import type { Participant } from '../support/signed-calls.ts';

/**
 * Moments around the ends of months in Shanghai, each with its month there: in UTC the month is still the one before, a year ends,
 * and a February has 29 days.
 */
const MOMENTS = [
  ['2027-12-31T15:59:59Z', '2027-12'],
  ['2027-12-31T16:00:00Z', '2028-01'],
  ['2028-01-31T15:59:59Z', '2028-01'],
  ['2028-01-31T16:00:00Z', '2028-02'],
  ['2028-02-29T15:59:59Z', '2028-02'],
  ['2028-02-29T16:00:00Z', '2028-03'],
] as const;
const MONTHS = ['2027-12', '2028-01', '2028-02', '2028-03'];
const INVOICES_EACH = 8;

let world: World;
let sellers: readonly Participant[];
let numbers: readonly string[];
let views: readonly InvoiceViewJson[];

beforeAll(async () => {
  const random = new Seeded();
  world = await embeddedWorld(new Date('2027-12-31T15:00:00Z'));
  sellers = [
    await world.register(enterpriseCode(1), 'GENERAL'),
    await world.register(enterpriseCode(2), 'GENERAL'),
  ];
  const issued: string[] = [];
  for (const [moment, month] of MOMENTS) {
    world.clock.advance(Date.parse(moment) - world.clock.now());
    for (const seller of sellers) await openLane(seller, month);
    for (let round = 0; round < INVOICES_EACH; round += 1) issued.push(...(await liveThrough(random, month)));
  }
  const [filer] = sellers as [Participant];
  const { filed } = await file(world, filer, termsOf('2027-12', { input: '1.00' }));
  await decide(world, filed, { figure: 'input', filed: '1.00', computed: '0.00' });
  numbers = issued;
  views = await Promise.all(numbers.map((number) => world.read(number)));
}, 120_000);

afterAll(async () => {
  await world.close();
});

async function openLane(seller: Participant, month: string): Promise<void> {
  const grant = { seller: seller.code, month, net: '1000000.00' };
  await world.bureau('GrantCredit', grant);
  const prefix = `${month.slice(2, 4)}442`;
  await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: 50 });
  await world.allot(seller, { lane: 'main', profile: 'DIGITAL', net: '1000.00', numbers: 50, month });
}

/** Issues an invoice, and perhaps confirms its use and reverses a part of it, before or after. @returns the numbers */
async function liveThrough(random: Seeded, month: string): Promise<readonly string[]> {
  const [seller, buyer] = random.chance(0.5) ? sellers : sellers.toReversed();
  if (seller === undefined || buyer === undefined) throw new Error('there are two sellers');
  const type = random.pick(['SPECIAL', 'SPECIAL', 'ORDINARY'] as const);
  const rate = random.pick(['0.06', '0.13']);
  const lines = [{ ...lineOfNet(`${random.whole(10, 30)}.${random.whole(10, 99)}`), rate }];
  const { invoices } = await world.issue(seller, [
    draftOf(seller.code, enterprise(buyer.code), { type, lines }),
  ]);
  const number = invoices[0]?.number as string;
  const reds: string[] = [];
  const reverse = async (): Promise<void> => {
    if (random.chance(0.4)) reds.push(await allowance(seller, buyer, number, rate));
  };
  await reverse();
  if (type === 'SPECIAL' && random.chance(0.7)) {
    const purpose = random.pick(['DEDUCTION', 'DEDUCTION', 'NO_DEDUCTION']);
    await world.change(buyer, 'confirm-use', { purpose, period: month, invoices: [{ number }] });
    if (random.chance(0.2)) await world.change(buyer, 'revoke-use', { invoices: [{ number }] });
  }
  await reverse();
  return [number, ...reds];
}

async function allowance(
  seller: Participant,
  buyer: Participant,
  number: string,
  rate: string,
): Promise<string> {
  const lines = [{ line: 1, net: '1.00', tax: Number(rate).toFixed(2) }];
  const start = { number, reason: '04', lane: 'main', lines };
  const { form, red } = await world.redLetter(seller, 'start-red-letter', start);
  if (red !== undefined) return red.number;
  const confirmation = { number, sequence: form.sequence, terms: redFormDigest(form) };
  const confirmed = await world.redLetter(buyer, 'confirm-red-letter', confirmation);
  return confirmed.red?.number as string;
}

/** What the documents of the ledger give for a month, without any table. */
function expectedOf(taxpayer: string, period: string): { sums: ReturnSumsJson; list: string } {
  const ordered = views.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const own = ordered.filter(
    ({ invoice }) => invoice.seller.code === taxpayer && invoice.date.startsWith(period),
  );
  const used = ordered.filter(
    ({ invoice, status }) =>
      invoice.buyer.type === 'ENTERPRISE' && invoice.buyer.code === taxpayer && status.use?.tax !== undefined,
  );
  const output = own.map(
    ({ invoice: { number, totals } }): ReturnEntry => ({
      figure: 'output',
      number,
      net: totals.net,
      tax: totals.tax,
    }),
  );
  const input = used
    .filter(({ status }) => status.use?.period === period)
    .map(
      ({ invoice, status }): ReturnEntry => ({
        figure: 'input',
        number: invoice.number,
        tax: status.use?.tax ?? '',
      }),
    );
  const transfers = used.flatMap(({ invoice: { number }, status }) =>
    (status.use?.transfers ?? [])
      .filter((transfer) => transfer.period === period)
      .toSorted((a, b) => (a.red < b.red ? -1 : 1))
      .map(({ red, tax }): ReturnEntry => ({ figure: 'transfers', number, red, tax })),
  );
  const hash = createHash('sha256').update(RETURN_LIST_HEAD);
  for (const entry of [...output, ...input, ...transfers]) hash.update(returnLine(entry));
  const groups = Map.groupBy(own, ({ invoice }) => `${invoice.type} ${invoice.lines[0]?.rate ?? ''}`);
  return {
    sums: {
      output: [...groups.keys()].toSorted().map((key) => {
        const [type, rate] = key.split(' ') as ['ORDINARY' | 'SPECIAL', string];
        const sum = (field: 'net' | 'tax'): string =>
          formatSum(
            (groups.get(key) ?? []).reduce(
              (total, { invoice }) => total + parseYuan(invoice.totals[field]),
              0n,
            ),
          );
        return { type, rate, net: sum('net'), tax: sum('tax') };
      }),
      input: taxOf(input),
      transfersOut: taxOf(transfers),
    },
    list: hash.digest('hex'),
  };
}

function keyOf({ invoice }: InvoiceViewJson): string {
  return `${invoice.date} ${invoice.number}`;
}

function taxOf(entries: readonly ReturnEntry[]): string {
  return formatSum(entries.reduce((sum, { tax }) => sum + parseYuan(tax), 0n));
}

describeOnEngines('returns', ({ create }) => {
  let model: ReadModel;

  beforeAll(async () => {
    model = await ReadModel.open(create(), world.client.channel);
    const { height } = await world.client.status();
    const stop = new AbortController();
    for await (const block of world.client.blocks(0n, stop.signal))
      if ((await model.apply([changesIn(block)])) === height) break;
    stop.abort();
  });

  afterAll(async () => await model.close());

  test('the months have confirmed, revoked and reversed invoices', () => {
    expect(views.some(({ status }) => (status.use?.transfers ?? []).length > 0)).toBe(true);
    expect(views.filter(({ invoice }) => invoice.red !== undefined).length).toBeGreaterThan(10);
    expect(new Set(views.map(({ invoice }) => invoice.date.slice(0, 7)))).toEqual(new Set(MONTHS));
  });

  test('each month is counted as the documents of the ledger give it, to the fen and to the digest', async () => {
    for (const { code: taxpayer } of sellers)
      for (const period of MONTHS) {
        const { value } = await countMonth(model, { taxpayer, period }, monthsAfter(period, -1));
        expect({ taxpayer, period, sums: value.sums, list: value.list }).toEqual({
          taxpayer,
          period,
          ...expectedOf(taxpayer, period),
        });
      }
  });

  test('the output of all months together is that of all invoices', async () => {
    let tax = 0n;
    for (const { code: taxpayer } of sellers)
      for (const period of MONTHS) {
        const { value } = await countMonth(model, { taxpayer, period }, period);
        for (const sum of value.sums.output) tax += parseYuan(sum.tax);
      }
    expect(tax).toBe(views.reduce((sum, { invoice }) => sum + parseYuan(invoice.totals.tax), 0n));
  });

  test('a part of the list is walked in pages of any size', async () => {
    const [{ code: taxpayer }] = sellers as [Participant];
    for (const figure of ['output', 'input', 'transfers'] as const)
      for (const limit of [1, 2, 5]) {
        const month = { taxpayer, period: '2028-01' };
        const whole = (await returnEntries(model, figure, month, { limit: 200 })).value.entries;
        const walked: ReturnEntry[] = [];
        let cursor: string | undefined;
        do {
          const page = cursor === undefined ? { limit } : { limit, cursor };
          const { value }: Awaited<ReturnType<typeof returnEntries>> = await returnEntries(
            model,
            figure,
            month,
            page,
          );
          walked.push(...value.entries);
          cursor = value.next;
        } while (cursor !== undefined);
        expect(walked).toEqual(whole);
      }
  });

  test('a return is listed with its last state, and what it carries over begins the next month', async () => {
    const [{ code: taxpayer }] = sellers as [Participant];
    const { value } = await listReturns(model, { state: 'DIFFERS' }, { limit: 10 });
    expect(value.returns).toMatchObject([{ taxpayer, period: '2027-12', carriedOut: '1.00' }]);
    expect((await listReturns(model, { state: 'FILED' }, { limit: 10 })).value.returns).toEqual([]);
    const { value: next } = await countMonth(model, { taxpayer, period: '2028-01' }, '2027-12');
    expect(next).toMatchObject({ carriedIn: '1.00', filedAt: undefined });
  });
});
