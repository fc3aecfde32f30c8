import { type ContentJson, type RedFormJson, type RedLetterResult, redFormDigest } from '@fapiao-ledger/core';
import { type Chain, type Difference, type Rejudgment, rejudge } from '@fapiao-ledger/network/rejudge';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { type Forge, forged, forgedDocuments, forgedDraft } from '../support/forged-blocks.ts';
import type { Participant } from '../support/signed-calls.ts';

const NEXT_MONTH = '2026-07';
const NEXT_MONTH_MS = 30 * 86_400_000;
const LINES = [
  { taxClass: '1010101010000000000', item: '*谷物*大米', quantity: '10', unitPrice: '100.00', rate: '0.13' },
  { taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '500.00', rate: '0.06' },
] as const;

let world: World;
let shop: Participant;
let company: Participant;
let blocks: readonly Uint8Array[];
/** Numbers of the red-letter invoices by what they reverse. */
const reds: Record<string, string> = {};

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00', numbers: 100 });
  await reverseInAllWays();
  blocks = await blocksOf();
});
afterAll(() => world.close());

async function reverseInAllWays(): Promise<void> {
  const old = await issued();
  reds.whole = await reversed(await issued(), '01');
  const parts = await issued();
  const returned = [{ line: 1, quantity: '3', net: '300.00', tax: '39.00' }];
  reds.returned = await reversed(parts, '02', returned);
  reds.allowance = await reversed(parts, '04', [{ line: 2, net: '100.00', tax: '6.00' }]);
  reds.last = await reversed(parts, '03');
  const { form } = await start(await booked(), '02');
  reds.confirmed = redIn(await world.redLetter(company, 'confirm-red-letter', confirmation(form)));
  const byBuyer = (
    await world.redLetter(company, 'start-red-letter', { number: await booked(), reason: '02' })
  ).form;
  reds.byBuyer = redIn(
    await world.redLetter(shop, 'confirm-red-letter', { ...confirmation(byBuyer), lane: 'main' }),
  );
  await supplied();
  const refused = (await start(await booked(), '02')).form;
  await world.redLetter(company, 'refuse-red-letter', { number: refused.number, sequence: 1 });
  await issued();
  world.clock.advance(NEXT_MONTH_MS);
  await world.bureau('GrantCredit', { seller: shop.code, month: NEXT_MONTH, net: '9000.00' });
  await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 9 });
  await world.allot(shop, {
    lane: 'main',
    profile: 'DIGITAL',
    month: NEXT_MONTH,
    net: '9000.00',
    numbers: 9,
  });
  reds.later = await reversed(old, '01');
  await issued();
}

/** Reverses an invoice from a second lane, because the first is dry when its form is confirmed. */
async function supplied(): Promise<void> {
  await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 1 });
  await world.allot(shop, { lane: 'dry', profile: 'DIGITAL', net: '0.00', numbers: 1 });
  reds.drained = redIn(await start(await issued(), '01', undefined, 'dry'));
  const { form } = await start(await booked(), '02', undefined, 'dry');
  const { red } = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
  expect(red).toBeUndefined();
  const named = { number: form.number, sequence: form.sequence };
  reds.supplied = redIn(await world.redLetter(shop, 'issue-red-letter', { ...named, lane: 'main' }));
}

async function issued(): Promise<string> {
  const { invoices } = await world.issue(shop, [
    draftOf(shop.code, enterprise(company.code), { lines: LINES }),
  ]);
  return invoices[0]?.number ?? '';
}

async function booked(): Promise<string> {
  const number = await issued();
  await world.lock(company, company.code, number);
  await world.redeem(company, number, '1660.00');
  return number;
}

async function start(
  number: string,
  reason: string,
  lines?: RedFormJson['lines'],
  lane = 'main',
): Promise<RedLetterResult> {
  const body = { number, reason, lane, ...(lines === undefined ? {} : { lines }) };
  return await world.redLetter(shop, 'start-red-letter', body);
}

async function reversed(...of: Parameters<typeof start>): Promise<string> {
  return redIn(await start(...of));
}

function redIn({ red }: RedLetterResult): string {
  return red?.number ?? 'none';
}

function confirmation(form: RedFormJson): { number: string; sequence: number; terms: string } {
  return { number: form.number, sequence: form.sequence, terms: redFormDigest(form) };
}

async function blocksOf(): Promise<readonly Uint8Array[]> {
  const { height } = await world.client.status();
  return await Promise.all(
    Array.from({ length: Number(height) }, (_, number) => world.block(BigInt(number))),
  );
}

async function judged(bytes: readonly Uint8Array[]): Promise<Rejudgment> {
  const chain: Chain = {
    first: 0,
    last: bytes.length - 1,
    block: (number) => bytes[number] ?? new Uint8Array(),
    close: () => undefined,
  };
  return await rejudge(chain, { selection: {}, contract: 'fapiao', threads: 2 });
}

/** The differences that a forger's change makes, as "number code path". */
async function found(forge: Forge): Promise<readonly string[]> {
  const { differences } = await judged(forged(blocks, forge));
  return differences.map(({ number, code, path }: Difference) => `${number} ${code} ${path}`);
}

/** Forges the red-letter invoice of a kind. */
function forgedRed(kind: string, change: (draft: ContentJson) => ContentJson): Forge {
  return forgedDocuments('PAGE', (page) =>
    page.first === reds[kind]
      ? { ...page, requests: page.requests.map((drafts) => drafts.map(change)) }
      : page,
  );
}

/** Forges the form of the whole reversal. */
function forgedForm(change: (form: RedFormJson) => RedFormJson): Forge {
  return forgedDocuments('REDFORM', (form) => (form.red === reds.whole ? change(form) : form));
}

test('red-letter invoices of every kind, and the drafts between them, have no difference', async () => {
  const judgment = await judged(blocks);
  expect(Object.values(reds)).not.toContain('none');
  expect(judgment).toMatchObject({ pages: 19, invoices: 19, count: 0, differences: [] });
});

describe('a forged red-letter invoice is found out', () => {
  test('by an amount that its form does not have', async () => {
    const forge = forgedRed('whole', ({ lines: [line, ...lines], totals, ...draft }) => ({
      ...draft,
      lines: [{ ...line, net: '-1100.00' } as (typeof lines)[number], ...lines],
      totals: { ...totals, net: '-1600.00', gross: '-1760.00' },
    }));
    expect(await found(forge)).toEqual([
      `${reds.whole} INVOICE_DIFFERS /lines`,
      `${reds.whole} INVOICE_DIFFERS /totals`,
    ]);
  });

  test('by sums that are wrong on its form too', async () => {
    const totals = { net: '1500.01', tax: '160.00', gross: '1660.01' };
    const negative = { net: '-1500.01', tax: '-160.00', gross: '-1660.01' };
    const both: Forge = (key, value, block) =>
      forgedForm((form) => ({ ...form, totals }))(
        key,
        forgedRed('whole', (draft) => ({ ...draft, totals: negative }))(key, value, block),
        block,
      );
    expect(await found(both)).toContain(`${reds.whole} TOTALS_MISMATCH /totals/net`);
  });

  test.each([
    ['a remark', { remark: '另付' }, 'INVOICE_DIFFERS /remark'],
    ['another holder', { holder: enterpriseCode(3) }, 'INVOICE_DIFFERS /holder'],
    ['another seller', { seller: enterpriseCode(3) }, 'INVOICE_DIFFERS /seller'],
    ['an unknown field', { extra: '1' }, 'FIELD_UNKNOWN /extra'],
    [
      'another origin',
      { red: { number: '26442000000000000001', form: 7, reason: '02' } },
      'INVOICE_DIFFERS /red',
    ],
    ['no origin', { red: undefined }, 'INVOICE_DIFFERS /red'],
  ])('by %s', async (_what, changes, want) => {
    const forge = forgedRed('whole', (draft) => JSON.parse(JSON.stringify({ ...draft, ...changes })));
    expect(await found(forge)).toContain(`${reds.whole} ${want}`);
  });

  test.each([
    ['that awaits the buyer', { state: 'AWAITS_BUYER' } as const, 'INVOICE_DIFFERS /red/form'],
    ['that its seller has not signed', { signers: [enterpriseCode(2)] }, 'INVOICE_DIFFERS /red/form'],
    ['of another lane', { lane: 'other' }, 'INVOICE_DIFFERS /red/form'],
    ['of another moment', { changedAt: '2026-06-01T00:00:00Z' }, 'INVOICE_DIFFERS /red/form'],
    ['of a reason that no rule set has', { reason: '09' }, 'INVOICE_DIFFERS /red/reason'],
    ['of another invoice', { number: '26442000000000000077' }, 'INVOICE_DIFFERS /red'],
  ])('by a form %s', async (_what, changes, want) => {
    expect(await found(forgedForm((form) => ({ ...form, ...changes })))).toContain(`${reds.whole} ${want}`);
  });

  test('by a form that names no red-letter invoice, or cannot be read', async () => {
    const silent = forgedForm(({ red: _red, ...form }) => form);
    expect(await found(silent)).toContain(`${reds.whole} INVOICE_DIFFERS /red/form`);
    const torn: Forge = (key, value) => (key.includes('REDFORM') ? Buffer.from('{}') : value);
    expect(await found(torn)).toContain(`${reds.whole} INVOICE_DIFFERS `);
  });

  test('by a status that does not name it, or leaves some of a whole invoice', async () => {
    const status = (change: object): Forge =>
      forgedDocuments('STATUS', (document) =>
        document.reversal?.reds.includes(reds.whole ?? '')
          ? { ...document, ...change, reversal: { ...document.reversal, ...change } }
          : document,
      );
    expect(await found(status({ reds: [] }))).toContain(`${reds.whole} INVOICE_DIFFERS /red/number`);
    expect(await found(status({ totals: { net: '1.00', tax: '0.00', gross: '1.00' } }))).toContain(
      `${reds.whole} INVOICE_DIFFERS /red/number`,
    );
    expect(await found(status({ forms: 2 }))).toContain(`${reds.whole} INVOICE_DIFFERS /red/form`);
    const open = forgedDocuments('STATUS', (document) => ({ ...document, state: 'OPEN' }));
    expect(await found(open)).toContain(`${reds.whole} INVOICE_DIFFERS /red/reason`);
  });

  test('by credit that comes back without a reason, or more than it takes', async () => {
    const lane = (before: string, after: string): Forge =>
      forgedDocuments('LANE', (document) =>
        document.restored === before ? { ...document, restored: after } : document,
      );
    expect(await found(lane('1500.00', '9500.00'))).toContain(`${reds.whole} INVOICE_DIFFERS /number`);
    const given = await found(lane('1800.00', '1900.00'));
    expect(given).toContain(`${reds.returned} INVOICE_DIFFERS /number`);
    const huge = forgedDocuments('LANE', (document) => ({
      ...document,
      cap: '999999999999999.99',
      restored: '999999999999999.99',
    }));
    expect(await found(huge)).toContain(`${reds.whole} INVOICE_DIFFERS `);
  });

  test('by a page of drafts that claims to be one, and by one whose form is missing', async () => {
    const renamed: Forge = (key, value, block) =>
      forgedDocuments('PAGE', (page) => ({
        ...page,
        requests: [[...page.requests.flat(), ...page.requests.flat()]],
      }))(key, value, block);
    expect(await found(renamed)).toContain(`${reds.whole} INVOICE_DIFFERS `);
    const plain = forgedDraft(
      0,
      (draft) => ({ ...draft, red: { number: reds.whole ?? '', form: 1, reason: '01' } }) as never,
    );
    expect((await found(plain)).filter((line) => line.includes('FIELD_UNKNOWN /red'))).toHaveLength(10);
  });
});

test('whatever byte of a page, a form or a status is another, the judgment names the page or finds nothing', async () => {
  const documents: string[] = [];
  forged(blocks, (key, value) => {
    if (/^(PAGE|REDFORM|STATUS)/.test(key)) documents.push(key);
    return value;
  });
  const place = fc.record({
    write: fc.nat({ max: documents.length - 1 }),
    at: fc.nat({ max: 10_000 }),
    value: fc.nat({ max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(place, async ({ write, at, value }) => {
      let index = -1;
      const forge: Forge = (key, bytes) => {
        if (documents.includes(key)) index += 1;
        return index === write && documents.includes(key) ? withByte(bytes, at, value) : bytes;
      };
      expect((await judged(forged(blocks, forge))).pages).toBe(19);
    }),
    { numRuns: 60 },
  );
});

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length] = value;
  return copy;
}
