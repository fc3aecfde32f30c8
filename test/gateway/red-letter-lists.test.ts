import { join } from 'node:path';
import { type RedFormJson, type RedFormsPage, redFormDigest, shanghaiDate } from '@fapiao-ledger/core';
import { ReadModel } from '@fapiao-ledger/gateway/read-model';
import { type ChangeBlock, changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody } from '../support/merchant-client.ts';
import { POSTGRES_PROGRAMS, PostgresServer } from '../support/postgres.ts';
import { useFolder, useSqlite } from '../support/read-model-engines.ts';

const HOURS_72 = 72 * 3_600_000;
const START = { reason: '02', lane: 'main' };

let clock: ManualClock;
let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
let rival: MerchantClient;
let stranger: MerchantClient;
let employee: MerchantClient;

beforeEach(async () => {
  [seller, buyer, rival] = [await gateway.seller(), await gateway.company(), await gateway.company()];
});

/** An invoice that a person holds, of which companies have booked a part each. */
async function booked(...companies: readonly MerchantClient[]): Promise<string> {
  const draft = draftOf(seller.code, { type: 'PERSON' }, { holder: employee.code });
  const { body } = await seller.issue(draft);
  const number = body.invoices[0]?.number as string;
  for (const company of companies) {
    await employee.change('lock', number, { company: company.code });
    await company.change('redeem', number, { amount: '1.00' });
  }
  return number;
}

async function started(number: string): Promise<RedFormJson> {
  return (await seller.redLetter('start', { number }, START)).body.form;
}

async function listOf(client: MerchantClient, query = ''): Promise<RedFormsPage> {
  const reply = await client.get<RedFormsPage>(`/v1/red-letters?${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}

const shown = ({ forms }: RedFormsPage): readonly (readonly unknown[])[] =>
  forms.map(({ number, state, waiting }) => [number, state, waiting]);

/** Numbers of the forms that await a client. */
const inbox = async (client: MerchantClient): Promise<readonly string[]> =>
  (await listOf(client, 'waiting=me')).forms.map(({ number }) => number);

function onReadModel(place: () => string): void {
  const fresh = useSqlite();
  beforeAll(async () => {
    clock = new ManualClock(new Date());
    gateway = await TestGateway.start({ readModel: place(), clock });
    [stranger, employee] = [await gateway.company(), await gateway.person()];
  });
  afterAll(async () => await gateway.close());
  describe('GET /v1/red-letters', () => {
    test('lists a form at once, to its sides alone, and says which side it awaits', async () => {
      const number = await booked(buyer);
      const form = await started(number);
      const [summary] = (await listOf(buyer, 'side=buyer')).forms;
      const { lines: _lines, signers: _signers, lane: _lane, seller: code, ...same } = form;
      expect(summary).toEqual({
        ...same,
        seller: { code, name: expect.stringMatching(/^示例企业/) },
        buyer: { type: 'PERSON' },
        waiting: true,
      });
      expect(shown(await listOf(seller))[0]).toEqual([number, 'AWAITS_BUYER', false]);
      expect(await listOf(buyer, 'side=seller')).toMatchObject({ forms: [] });
      for (const other of [stranger, rival, employee]) expect(shown(await listOf(other))).toEqual([]);
      await buyer.redLetter('refuse', form);
      expect(await inbox(buyer)).toEqual([]);
      expect(shown(await listOf(buyer, 'state=REFUSED_BY_BUYER'))).toEqual([
        [number, 'REFUSED_BY_BUYER', false],
      ]);
    });

    test('awaits each company with a booking until it has signed, also one that books later', async () => {
      const number = await booked(buyer);
      const form = await started(number);
      await employee.change('lock', number, { company: rival.code });
      await rival.change('redeem', number, { amount: '2.00' });
      expect([await inbox(buyer), await inbox(rival), await inbox(seller)]).toEqual([[number], [number], []]);
      await buyer.redLetter('confirm', form, { terms: redFormDigest(form) });
      expect([await inbox(buyer), await inbox(rival)]).toEqual([[], [number]]);
      const { body } = await rival.redLetter('confirm', form, { terms: redFormDigest(form) });
      expect([await inbox(rival), await inbox(seller)]).toEqual([[], []]);
      expect((await listOf(rival)).forms[0]).toMatchObject({ state: 'CONFIRMED', red: body.red?.number });
    });

    test('awaits the buyer that uses an invoice, and the seller of a form of the buyer', async () => {
      const draft = draftOf(seller.code, enterprise(buyer.code), { type: 'SPECIAL' });
      const number = (await seller.issue(draft)).body.invoices[0]?.number as string;
      const period = new Date(clock.now()).toISOString().slice(0, 7);
      const used = await buyer.change('confirm-use', number, { purpose: 'DEDUCTION', period } as never);
      expect(used.status, JSON.stringify(used.body)).toBe(200);
      const { form } = (await buyer.redLetter('start', { number }, { reason: '02' })).body;
      expect([form.state, await inbox(seller), await inbox(buyer)]).toEqual(['AWAITS_SELLER', [number], []]);
      await buyer.redLetter('withdraw', form);
      expect(await inbox(seller)).toEqual([]);
      await started(number);
      expect(await inbox(buyer)).toEqual([number]);
      await buyer.change('revoke-use', number);
      expect(await inbox(buyer)).toEqual([]);
    });

    test('shows a form whose term has passed as expired, which then awaits no side', async () => {
      const number = await booked(buyer);
      await started(number);
      expect(await inbox(buyer)).toEqual([number]);
      clock.advance(HOURS_72);
      expect(await inbox(buyer)).toEqual([]);
      expect(shown(await listOf(buyer, 'state=EXPIRED'))[0]).toEqual([number, 'EXPIRED', false]);
      expect(shown(await listOf(buyer, 'state=AWAITS_BUYER'))).toEqual([]);
    });

    test('narrows the list to days of the start, in Beijing time', async () => {
      const number = await booked(buyer);
      const { startedAt } = await started(number);
      const seconds = Date.parse(startedAt) / 1_000;
      const [before, day, after] = [-86_400, 0, 86_400].map((far) => shanghaiDate(seconds + far));
      const listed = async (query: string) => (await listOf(buyer, query)).forms.length;
      expect(await listed(`startedFrom=${day}&startedTo=${day}`)).toBe(1);
      expect(await listed(`startedTo=${before}`)).toBe(0);
      expect(await listed(`startedFrom=${after}`)).toBe(0);
      expect(refusalOf(await buyer.get('/v1/red-letters?startedFrom=2026-02-30'))).toBe('422 DATE_FORMAT');
    });

    test('awaits the seller of a confirmed form without a number', async () => {
      const own = await gateway.seller({ numbers: 1 });
      const { body } = await own.issue(draftOf(own.code, enterprise(buyer.code)));
      const number = body.invoices[0]?.number as string;
      await buyer.change('lock', number, { company: buyer.code });
      await buyer.change('redeem', number, { amount: '1.00' });
      const { form } = (await own.redLetter('start', { number }, START)).body;
      await buyer.redLetter('confirm', form, { terms: redFormDigest(form) });
      expect([await inbox(own), await inbox(buyer)]).toEqual([[number], []]);
      clock.advance(HOURS_72);
      expect(await inbox(own)).toEqual([number]);
    });

    test('walks along the pages through each form that was there once', async () => {
      for (let count = 0; count < 5; count += 1) await started(await booked(buyer));
      const before = (await listOf(seller, 'limit=200')).forms.map(
        ({ number, sequence }) => `${number}/${sequence}`,
      );
      let page = await listOf(seller, 'limit=2');
      const walked = [...page.forms];
      await started(await booked(buyer));
      while (page.next !== undefined) {
        page = await listOf(seller, `limit=2&cursor=${page.next}`);
        walked.push(...page.forms);
      }
      expect(walked.map(({ number, sequence }) => `${number}/${sequence}`)).toEqual(before);
      const first = await listOf(seller, 'limit=2');
      for (const [client, query] of [
        [seller, `state=EXPIRED&cursor=${first.next}`],
        [buyer, `cursor=${first.next}`],
        [seller, 'cursor=x'],
      ] as const) {
        const { status, body } = await client.get<ProblemBody>(`/v1/red-letters?${query}`);
        expect([status, body.faults?.[0]?.path]).toEqual([422, '/cursor']);
      }
    });
  });

  describe('GET /v1/bureau/red-letters', () => {
    test('lists the forms of all to officers and auditors, as their export does', async () => {
      await started(await booked(rival));
      const all = await gateway.officer.get<RedFormsPage>('/v1/bureau/red-letters?limit=200');
      const own = await gateway.auditor.get<RedFormsPage>(`/v1/bureau/red-letters?company=${rival.code}`);
      expect(own.body.forms.map(({ number }) => number)).toEqual(
        (await listOf(rival)).forms.map(({ number }) => number),
      );
      expect(all.body.forms.length).toBeGreaterThan(own.body.forms.length);
      const { body } = await gateway.officer.get<Uint8Array>('/v1/bureau/red-letters/export');
      const lines = Buffer.from(body)
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      expect(lines).toEqual([...all.body.forms, { height: all.body.height, count: all.body.forms.length }]);
      for (const path of ['/v1/bureau/red-letters', '/v1/bureau/red-letters/export'])
        expect(refusalOf(await seller.get(path))).toBe('403 ROLE_REQUIRED');
      expect(refusalOf(await gateway.officer.get('/v1/red-letters'))).toBe('403 ROLE_REQUIRED');
    });
  });
  test('has the same forms however the blocks are cut into batches', async () => {
    const { client } = gateway.home;
    const { height } = await client.status();
    const blocks: ChangeBlock[] = [];
    for await (const block of client.blocks(0n, new AbortController().signal)) {
      blocks.push(changesIn(block));
      if (block.number + 1n === height) break;
    }
    const digests = new Set<string>();
    for (const size of [1, 3, blocks.length]) {
      const model = await ReadModel.open(fresh.create(), client.channel);
      for (let first = 0; first < blocks.length; first += size)
        await model.apply(blocks.slice(first, first + size));
      digests.add((await model.digest()).value);
      await model.close();
    }
    expect(digests.size).toBe(1);
  });
}

describe('on SQLite', () => {
  const folder = useFolder();
  onReadModel(() => join(folder(), 'read-model.db'));
});

describe.skipIf(POSTGRES_PROGRAMS === undefined)('on PostgreSQL (needs PostgreSQL)', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(async () => await server.stop());
  onReadModel(() => server.createDatabase());
});
