import {
  FapiaoError,
  type LineJson,
  RULE_SET_2026,
  type RuleSetJson,
  ruleSetHash,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import {
  type Chain,
  type Difference,
  type Rejudgment,
  rejudge,
  type Selection,
} from '@fapiao-ledger/network/rejudge';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';
import { embeddedWorld, NOW, type World } from '../support/embedded-world.ts';
import { type Forge, forged, forgedDocuments, forgedDraft } from '../support/forged-blocks.ts';
import type { Issued } from '../support/ledger-world.ts';

const DAY_MS = 86_400_000;
const TODAY = '2026-06-15';
const TOMORROW = '2026-06-16';

/** The rule set of the second day: no invoice has a rate of 13% any more, and lines may differ by nothing. */
const NEXT: RuleSetJson = {
  ...RULE_SET_2026,
  version: '2026.2',
  validFrom: TOMORROW,
  rates: RULE_SET_2026.rates.filter(({ rate }) => rate !== '0.13'),
};

let world: World;
let blocks: readonly Uint8Array[];
/** Two invoices of the first day, and one of the second. */
let first: Issued;
let second: Issued;

beforeAll(async () => {
  world = await embeddedWorld();
  await world.register(BUYER, 'GENERAL');
  const seller = await world.register(SELLER, 'GENERAL', { singleLimit: '200.00' });
  await world.openLane(seller, { credit: '1000.00' });
  first = await world.issue(seller, [draftOf(), draftOf()]);
  await world.bureau('PublishRuleSet', NEXT as never);
  await world.bureau('AmendTaxpayer', { code: SELLER, singleLimit: '110.00', contact: '新地址' });
  world.clock.advance(DAY_MS);
  second = await world.issue(seller, [draftOf([lineOf({ rate: '0.06', tax: '6.00' })])]);
  blocks = await blocksOf(world);
});
afterAll(() => world.close());

async function blocksOf(of: World): Promise<readonly Uint8Array[]> {
  const { height } = await of.client.status();
  return await Promise.all(Array.from({ length: Number(height) }, (_, number) => of.block(BigInt(number))));
}

function chainOf(bytes: readonly Uint8Array[], start = 0): Chain {
  return {
    first: start,
    last: start + bytes.length - 1,
    block: (number) => bytes[number - start] ?? new Uint8Array(),
    close: () => undefined,
  };
}

async function judged(bytes: readonly Uint8Array[], selection: Selection = {}): Promise<Rejudgment> {
  return await rejudge(chainOf(bytes), { selection, contract: 'fapiao', threads: 2 });
}

/** The differences that a forger's change makes, as "number code path". */
async function found(forge: Forge): Promise<readonly string[]> {
  const { differences, count } = await judged(forged(blocks, forge));
  expect(count).toBe(differences.length);
  return differences.map(({ number, code, path }: Difference) => `${number} ${code} ${path}`);
}

const numberOf = (issued: Issued, index = 0): string => issued.invoices[index]?.number ?? '';

describe('a ledger that the contract wrote', () => {
  test('has no difference, although its rules and its register have changed since', async () => {
    const judgment = await judged(blocks);
    expect(judgment).toMatchObject({ pages: 2, invoices: 3, count: 0, differences: [] });
    expect(judgment.ledger).toBe(world.ledger.id);
    expect(judgment.last).toEqual({
      block: blocks.length - 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('is judged in part, by days of issue or by blocks, by the documents of all blocks before', async () => {
    const block = (await judged(forged(blocks, spoiled))).differences.map((difference) => difference.block);
    expect(block).toHaveLength(2);
    const [one = 0, two = 0] = block;
    const part = async (selection: Selection): Promise<number> => (await judged(blocks, selection)).invoices;
    expect(await part({ from: TODAY, to: TODAY })).toBe(2);
    expect(await part({ from: TOMORROW })).toBe(1);
    expect(await part({ to: '2026-06-14' })).toBe(0);
    expect(await part({ fromBlock: one, toBlock: one })).toBe(2);
    expect(await part({ fromBlock: one + 1 })).toBe(1);
    expect(await part({ toBlock: two - 1 })).toBe(2);
    expect(await part({ fromBlock: two + 1 })).toBe(0);
  });

  test('of another contract on the same channel has no invoices', async () => {
    const judgment = await rejudge(chainOf(blocks), { selection: {}, contract: 'other', threads: 1 });
    expect(judgment).toMatchObject({ pages: 0, invoices: 0, count: 0 });
  });
});

const spoiled = forgedDocuments('PAGE', (page) => ({ ...page, issuedAt: '2020-01-01T00:00:00Z' }));

function withLine(changes: Partial<LineJson>, totals: { net: string; tax: string; gross: string }): Forge {
  return forgedDraft(0, (draft) => ({
    ...draft,
    lines: [{ ...draft.lines[0], ...changes } as LineJson],
    totals,
  }));
}

const forgedSeller = (changes: Partial<TaxpayerJson>): Forge =>
  forgedDocuments('TAXPAYER', (taxpayer) =>
    taxpayer.code === SELLER ? { ...taxpayer, ...changes } : taxpayer,
  );

describe('a forged ledger, with right hashes, is found out', () => {
  test('by an altered tax, at the line', async () => {
    const forge = withLine({ tax: '14.00' }, { net: '100.00', tax: '14.00', gross: '114.00' });
    expect(await found(forge)).toContain(`${numberOf(first)} LINE_TAX_MISMATCH /lines/0/tax`);
  });

  test('by an altered total of one invoice of several', async () => {
    const forge = forgedDraft(1, (draft) => ({ ...draft, totals: { ...draft.totals, gross: '113.01' } }));
    expect(await found(forge)).toEqual([`${numberOf(first, 1)} TOTALS_MISMATCH /totals/gross`]);
  });

  test('by a rate that the rule set of the day does not have', async () => {
    const forge = withLine({ rate: '0.13', tax: '13.00' }, { net: '100.00', tax: '13.00', gross: '113.00' });
    expect(await found(forge)).toEqual([
      `${numberOf(second)} SINGLE_LIMIT_EXCEEDED /totals/gross`,
      `${numberOf(second)} RATE_NOT_ALLOWED /lines/0/rate`,
    ]);
  });

  test('by the rule set of another day, by which the invoices are then judged', async () => {
    const { version } = RULE_SET_2026;
    const forge = forgedDocuments('PAGE', (page) => ({
      ...page,
      ruleSet: { version, hash: ruleSetHash(RULE_SET_2026) },
    }));
    expect(await found(forge)).toEqual([`${numberOf(second)} INVOICE_DIFFERS /ruleSet`]);
    const early = forgedDocuments('PAGE', (page) => ({
      ...page,
      ruleSet: { version: NEXT.version, hash: ruleSetHash(NEXT) },
    }));
    expect(await found(early)).toEqual([
      `${numberOf(first)} INVOICE_DIFFERS /ruleSet`,
      `${numberOf(first)} INVOICE_DIFFERS /ruleSet/hash`,
    ]);
  });

  test('by a published rule set that says something else than its name', async () => {
    const forge = forgedDocuments('RULESET', (ruleSet) => ({ ...ruleSet, linesMax: 7 }));
    expect(await found(forge)).toEqual([
      `${numberOf(first)} INVOICE_DIFFERS /ruleSet/hash`,
      `${numberOf(second)} INVOICE_DIFFERS /ruleSet/hash`,
    ]);
  });

  test.each([
    ['seller', { seller: { code: SELLER, name: '另一公司' } }],
    ['date', { date: '2026-06-14' }],
    ['profile', { profile: 'SHENZHEN_2018' as const }],
    ['transactionId', { transactionId: 'ab'.repeat(32) }],
    ['first', { first: '26442000000000000077' }],
  ])('by another %s', async (field, changes) => {
    const forge = forgedDocuments('PAGE', (page) => ({ ...page, ...changes }));
    expect(await found(forge)).toEqual([
      `${numberOf(first)} INVOICE_DIFFERS /${field}`,
      `${numberOf(second)} INVOICE_DIFFERS /${field}`,
    ]);
  });

  test('by credit that the lane does not count, and by numbers that it gave before', async () => {
    const forge = forgedDocuments('LANE', (lane) => ({ ...lane, used: '0.00' }));
    expect(await found(forge)).toContain(`${numberOf(first)} INVOICE_DIFFERS /number`);
    const numbers = forgedDocuments('LANE', (lane) => ({ ...lane, segment: { ...lane.segment, next: 1 } }));
    expect(await found(numbers)).toContain(`${numberOf(second)} INVOICE_DIFFERS /number`);
    const poor = forgedDocuments('LANE', (lane) => ({ ...lane, cap: '150.00' }));
    expect(await found(poor)).toContain(`${numberOf(first)} CREDIT_EXCEEDED /number`);
  });

  test('by a seller that was suspended, absent, or bound by a lower limit', async () => {
    expect(await found(forgedSeller({ status: 'SUSPENDED' }))).toContain(
      `${numberOf(first)} TAXPAYER_SUSPENDED /seller`,
    );
    expect(await found(forgedSeller({ singleLimit: '112.99' }))).toContain(
      `${numberOf(first)} SINGLE_LIMIT_EXCEEDED /totals/gross`,
    );
    const absent: Forge = (key, value) => (key.endsWith(SELLER) ? new Uint8Array() : value);
    expect(await found(absent)).toContain(`${numberOf(first)} INVOICE_DIFFERS /seller`);
  });

  test('by a closed period', async () => {
    const forge = forgedDocuments('POLICY', (policy) => ({ ...policy, closedThrough: '2026-06' }));
    expect(await found(forge)).toContain(`${numberOf(first)} PERIOD_CLOSED /date`);
  });

  test('by an invoice of another seller', async () => {
    const forge = forgedDraft(0, (draft) => ({ ...draft, seller: BUYER }));
    expect(await found(forge)).toContain(`${numberOf(first)} NOT_THE_SELLER /seller`);
  });

  test.each([
    ['no page', (): Uint8Array => Buffer.from('no page')],
    ['a page of JSON', (): Uint8Array => Buffer.from('{}')],
    ['nothing', (): Uint8Array => new Uint8Array()],
  ])('by a page that is %s', async (_name, bytes) => {
    const forge: Forge = (key, value) => (key.startsWith('PAGE') ? bytes() : value);
    expect(await found(forge)).toEqual([
      `${numberOf(first)} INVOICE_DIFFERS `,
      `${numberOf(second)} INVOICE_DIFFERS `,
    ]);
  });
});

test('a forged ledger with very many differences has all of them counted and the first listed', async () => {
  const [pages, drafts] = [11, 100];
  const large = await embeddedWorld();
  const seller = await large.register(SELLER, 'GENERAL');
  await large.openLane(seller, { credit: '200000.00' });
  for (let page = 0; page < pages; page += 1)
    await large.issue(
      seller,
      Array.from({ length: drafts }, () => draftOf()),
    );
  const forge = forgedDocuments('PAGE', (page) => ({
    ...page,
    requests: page.requests.map((request) =>
      request.map((draft) => ({ ...draft, totals: { ...draft.totals, gross: '113.01' } })),
    ),
  }));
  const { count, differences, invoices } = await judged(forged(await blocksOf(large), forge));
  await large.close();
  expect({ count, invoices }).toEqual({ count: pages * drafts, invoices: pages * drafts });
  expect(differences).toHaveLength(1_000);
  const numbers = differences.map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted());
});

describe('a copy of the blocks that is not as it was written', () => {
  const damage = (message: RegExp): object => ({
    code: 'LEDGER_DAMAGED',
    message: expect.stringMatching(message),
  });

  test('is named by its first wrong block', async () => {
    const without = blocks.filter((_, number) => number !== 3);
    await expect(judged(without)).rejects.toMatchObject(damage(/^block 3 does not follow/));
    const garbage = blocks.map((bytes, number) => (number === 2 ? Buffer.from('no block') : bytes));
    await expect(judged(garbage)).rejects.toMatchObject(damage(/^block 2 cannot be read/));
    const forgedOne = forged(blocks.slice(0, -1), spoiled);
    await expect(judged([...forgedOne, blocks.at(-1) as Uint8Array])).rejects.toMatchObject(
      damage(new RegExp(`^block ${blocks.length - 1} does not follow`)),
    );
  });

  test('is refused without its first blocks, which say by what invoices were judged', async () => {
    const chain = chainOf(blocks.slice(2), 2);
    await expect(rejudge(chain, { selection: {}, contract: 'fapiao', threads: 1 })).rejects.toMatchObject(
      damage(/^the blocks begin with 2/),
    );
  });

  test('gives a judgment or a named error, whatever byte of it is another', async () => {
    const place = fc.record({
      block: fc.nat({ max: blocks.length - 1 }),
      at: fc.nat({ max: 1_000_000 }),
      value: fc.nat({ max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ block, at, value }) => {
        const altered = blocks.map((bytes, number) =>
          number === block ? withByte(bytes, at, value) : bytes,
        );
        await expectNamed(judged(altered));
      }),
      { numRuns: 100 },
    );
  });

  test('gives a judgment or a named error, whatever byte of a document is another, with right hashes', async () => {
    const place = fc.record({
      write: fc.nat({ max: 40 }),
      at: fc.nat({ max: 10_000 }),
      value: fc.nat({ max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ write, at, value }) => {
        let index = 0;
        const forge: Forge = (_key, bytes) => {
          index += 1;
          return index === write + 1 && bytes.length > 0 ? withByte(bytes, at, value) : bytes;
        };
        await expectNamed(judged(forged(blocks, forge)));
      }),
      { numRuns: 100 },
    );
  });
});

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length] = value;
  return copy;
}

async function expectNamed(judgment: Promise<Rejudgment>): Promise<void> {
  try {
    await judgment;
  } catch (error) {
    expect(error).toBeInstanceOf(FapiaoError);
    expect(error).toMatchObject({ code: 'LEDGER_DAMAGED' });
  }
}

test('the world is of the day that the tests name', () => {
  expect(NOW.toISOString().slice(0, 10)).toBe(TODAY);
});
