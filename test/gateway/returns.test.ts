import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  RETURN_LIST_HEAD,
  RETURN_PARTS,
  type ReturnAnswer,
  type ReturnEntriesPage,
  type ReturnEntry,
  type ReturnJson,
  type ReturnsPage,
  RULE_SET_2026,
  redFormDigest,
  returnLine,
  returnTermsDigest,
} from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { EventStream } from '../support/event-stream.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, Reply } from '../support/merchant-client.ts';
import { fileBy } from '../support/return-acts.ts';

const [JUNE, JULY] = ['2026-06', '2026-07'] as const;
const clock = new ManualClock(new Date('2026-06-15T04:00:00Z'));

let folder: string;
let gateway: TestGateway;
let shop: MerchantClient;
let company: MerchantClient;
let small: MerchantClient;
/** A small-scale seller that files later than the other. */
let late: MerchantClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-returns-'));
  gateway = await TestGateway.start({ readModel: join(folder, 'read-model.db'), clock });
  shop = await gateway.seller();
  company = await gateway.company();
  small = await gateway.company('SMALL_SCALE');
  late = await gateway.company('SMALL_SCALE');
  for (const seller of [small, late]) await gateway.grant(seller);
  for (const net of ['1000.00', '2000.00']) await special(net);
  await shop.issue(draftOf(shop.code, { type: 'PERSON' }, { lines: [lineOfNet('500.00')] }));
  const reversed = await special('300.00');
  await use(reversed);
  const { body } = await shop.redLetter('start', { number: reversed }, { reason: '01', lane: 'main' });
  await company.redLetter('confirm', { number: reversed, sequence: 1 }, { terms: redFormDigest(body.form) });
  await use(await special('400.00'));
  for (const seller of [small, late]) {
    const lines = [{ ...lineOfNet('99999.99'), rate: '0.01' }];
    await seller.issue(draftOf(seller.code, { type: 'PERSON' }, { lines }));
  }
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function special(net: string): Promise<string> {
  const draft = draftOf(shop.code, enterprise(company.code), { type: 'SPECIAL', lines: [lineOfNet(net)] });
  return (await shop.issue(draft)).body.invoices[0]?.number as string;
}

async function use(number: string, period: string = JUNE): Promise<Reply> {
  const fields = { purpose: 'DEDUCTION', period };
  const headers = await company.statement('confirm-use', { ...fields, invoices: [{ number }] });
  return await company.send('POST', `/v1/invoices/${number}/confirm-use`, { body: fields, headers });
}

async function counted(client: MerchantClient, period: string = JUNE): Promise<ReturnAnswer> {
  const reply = await client.get<ReturnAnswer>(`/v1/returns/${period}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}

async function decide(filed: ReturnJson, differs?: ReturnJson['differs']): Promise<Reply<ReturnJson>> {
  const { taxpayer, period } = filed;
  const body = { terms: returnTermsDigest(filed), ...(differs && { differs }) };
  return await gateway.officer.post<ReturnJson>(`/v1/bureau/returns/${taxpayer}/${period}/decision`, body);
}

async function entries(client: MerchantClient, figure: string, limit = 2): Promise<readonly ReturnEntry[]> {
  const all: ReturnEntry[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { body } = await client.get<ReturnEntriesPage>(
      `/v1/returns/${JUNE}/invoices?figure=${figure}&limit=${limit}${next}`,
    );
    all.push(...body.entries);
    cursor = body.next;
  } while (cursor !== undefined);
  return all;
}

describe('a month', () => {
  test('is counted by type and rate, with red-letter invoices, and opens into its invoices', async () => {
    const { computed } = await counted(shop);
    expect(computed.figures).toMatchObject({
      output: [
        { type: 'ORDINARY', rate: '0.06', net: '500.00', tax: '30.00' },
        { type: 'SPECIAL', rate: '0.06', net: '3400.00', tax: '204.00' },
      ],
      input: '0.00',
      payable: '234.00',
    });
    const lines = await entries(shop, 'output');
    expect(lines).toHaveLength(6);
    const nets = lines.map((entry) => (entry.figure === 'output' ? Number(entry.net) : 0));
    expect(nets.reduce((sum, net) => sum + net)).toBe(3_900);
  });

  test('of a buyer counts what it deducts, and what red-letter invoices took back', async () => {
    const { computed } = await counted(company);
    expect(computed.figures).toMatchObject({ input: '42.00', transfersOut: '18.00', carriedOut: '24.00' });
    expect(await entries(company, 'input')).toHaveLength(2);
    expect(await entries(company, 'transfers')).toMatchObject([{ tax: '18.00' }]);
  });

  test('of a small-scale seller below the threshold is relieved', async () => {
    expect((await counted(small)).computed.figures).toMatchObject({ relief: '1000.00', payable: '0.00' });
  });

  test('has the digest of the list that its parts give', async () => {
    for (const client of [shop, company]) {
      const hash = createHash('sha256').update(RETURN_LIST_HEAD);
      for (const part of RETURN_PARTS)
        for (const entry of await entries(client, part, 1)) hash.update(returnLine(entry));
      expect((await counted(client)).computed.list).toBe(hash.digest('hex'));
    }
  });

  test('cannot be filed before it is over', async () => {
    expect(refusalOf(await fileBy(shop, (await counted(shop)).computed))).toBe('409 PERIOD_NOT_OVER');
  });
});

describe('a month that is over', () => {
  beforeAll(() => clock.advance(new Date('2026-06-30T16:00:00Z').getTime() - clock.now()));

  test('is filed and accepted, and then listed for its taxpayer alone', async () => {
    const { computed } = await counted(shop);
    const { body } = await fileBy(shop, computed);
    expect(body.filed).toMatchObject({ ...computed, state: 'FILED' });
    const { body: again } = await gateway.officer.get<ReturnAnswer>(
      `/v1/bureau/returns/${shop.code}/${JUNE}`,
    );
    expect(again.filed).toEqual(body.filed);
    expect(again).not.toHaveProperty('differs');
    const waiting = await gateway.auditor.get<ReturnsPage>('/v1/bureau/returns?state=FILED');
    const { name } = (await gateway.officer.get<{ name: string }>(`/v1/taxpayers/${shop.code}`)).body;
    const listed = { taxpayer: shop.code, taxpayerName: name, period: JUNE, payable: '234.00' };
    expect(waiting.body.returns).toMatchObject([listed]);
    const later = await gateway.auditor.get<ReturnsPage>(`/v1/bureau/returns?periodFrom=${JULY}`);
    expect(later.body.returns).toEqual([]);
    const behind = await gateway.officer.get<ReturnEntriesPage>(
      `/v1/bureau/returns/${shop.code}/${JUNE}/invoices?figure=output`,
    );
    expect(behind.body.entries).toEqual(await entries(shop, 'output'));
    expect((await decide(body.filed)).body).toMatchObject({ state: 'ACCEPTED' });
    const own = await shop.get<ReturnsPage>('/v1/returns');
    expect(own.body.returns).toMatchObject([{ period: JUNE, state: 'ACCEPTED' }]);
    expect(own.body.returns[0]).not.toHaveProperty('taxpayerName');
    expect((await company.get<ReturnsPage>('/v1/returns')).body.returns).toEqual([]);
    const inMonths = async (from: string, to: string) =>
      (await shop.get<ReturnsPage>(`/v1/returns?periodFrom=${from}&periodTo=${to}`)).body.returns.length;
    expect(await inMonths(JUNE, JULY)).toBe(1);
    expect(await inMonths(JULY, JULY)).toBe(0);
    expect(await inMonths('2026-01', '2026-05')).toBe(0);
    expect(refusalOf(await fileBy(shop, computed))).toBe('409 RETURN_FILED');
    expect((await counted(shop, JULY)).computed.figures.carriedIn).toBe('0.00');
  });

  test('with a confirmation between counting and filing differs, and is filed again', async () => {
    const { computed } = await counted(company);
    const late = await entries(shop, 'output');
    expect((await use(late[0]?.number as string)).status).toBe(200);
    const { filed } = (await fileBy(company, computed)).body;
    const { differs } = await counted(company);
    expect(differs).toMatchObject({ figure: 'input', filed: '42.00', computed: '102.00' });
    expect((await decide(filed, differs)).body).toMatchObject({ state: 'DIFFERS', differs });
    const { computed: right } = await counted(company);
    const second = (await fileBy(company, right)).body.filed;
    expect((await counted(company)).differs).toBeUndefined();
    expect((await decide(second)).body.state).toBe('ACCEPTED');
    expect((await counted(company, JULY)).computed.figures.carriedIn).toBe(right.figures.carriedOut);
  });

  test('is not filed with figures that do not follow, and the fault names the figure', async () => {
    const { computed } = await counted(small);
    const figures = { ...computed.figures, payable: '0.01' };
    const reply = await fileBy(small, { ...computed, figures });
    expect(refusalOf(reply)).toBe('422 RETURN_FIGURES');
    expect(reply.body).toMatchObject({ faults: [{ path: '/figures/payable' }] });
    expect(refusalOf(await small.get('/v1/returns?cursor=x'))).toBe('422 FIELD_VALUE');
  });

  test('tells its taxpayer of the filing and of the decision, and no other taxpayer', async () => {
    const [own, foreign] = await Promise.all(
      [small, shop].map(async (client) => await EventStream.open(gateway.url, client.token())),
    );
    if (own === undefined || foreign === undefined) throw new Error('two streams are open');
    const { filed } = (await fileBy(small, (await counted(small)).computed)).body;
    await decide(filed);
    const named = { taxpayer: small.code, period: JUNE };
    expect(await own.take(2)).toMatchObject([
      { name: 'ReturnFiled', data: { detail: named, invoices: [] } },
      { name: 'ReturnDecided', data: { detail: { ...named, state: 'ACCEPTED' } } },
    ]);
    const [sold] = await entries(shop, 'output');
    await gateway.act(`/v1/bureau/invoices/${sold?.number}/freeze`, { reason: '核查' });
    expect((await foreign.next())?.name).toBe('InvoiceFrozen');
    own.leave();
    foreign.leave();
  });

  test('is judged by the rules of the day on which it was filed, also when other rules are in force', async () => {
    const returns = { thresholds: [{ from: '2026-01', sales: '50000.00', source: 'a lower threshold' }] };
    const { filed } = await counted(small);
    await gateway.act('/v1/bureau/rule-sets', {
      ...RULE_SET_2026,
      version: '2026.lower',
      validFrom: '2026-07-02',
      returns,
    });
    clock.advance(86_400_000);
    const { computed, differs } = await counted(small);
    expect(filed?.filedAt.slice(0, 10)).toBe('2026-06-30');
    expect([computed.figures, differs]).toEqual([filed?.figures, undefined]);
    const next = await counted(late);
    expect(next.computed.figures).toMatchObject({ relief: '0.00', payable: '1000.00' });
    expect((await fileBy(late, next.computed)).body.filed).toMatchObject({ state: 'FILED' });
  });
});
