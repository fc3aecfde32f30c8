import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PublishedRuleSet, RULE_SET_2026, ruleSetHash } from '@fapiao-ledger/core';
import { isPostgresUrl, type RunningReadModel, startReadModel } from '@fapiao-ledger/gateway/read-model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody } from '../support/merchant-client.ts';

interface Listed {
  readonly height: string;
  readonly invoices: readonly { readonly number: string; readonly state: string; readonly holder: string }[];
  readonly next?: string;
}

let folder: string;
let gateway: TestGateway;
let seller: MerchantClient;
let other: MerchantClient;
let buyer: MerchantClient;
let employee: MerchantClient;
let numbers: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-lists-'));
  gateway = await TestGateway.start({ readModel: join(folder, 'read-model.db') });
  [seller, other, buyer, employee] = [
    await gateway.seller(),
    await gateway.seller(),
    await gateway.company(),
    await gateway.person(),
  ];
  const issued = await seller.issue(
    Array.from({ length: 5 }, () => draftOf(seller.code, enterprise(buyer.code))),
  );
  numbers = issued.body.invoices.map(({ number }) => number);
  await other.issue(draftOf(other.code, { type: 'PERSON' }, { holder: employee.code }));
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const listOf = async (client: MerchantClient, query: string): Promise<Listed> => {
  const reply = await client.get<Listed>(`/v1/invoices?${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};

describe('GET /v1/invoices', () => {
  test('lists invoices just issued, newest first, with the height', async () => {
    const { invoices, height, next } = await listOf(seller, 'role=seller');
    expect(invoices.map(({ number }) => number)).toEqual([...numbers].reverse());
    expect(BigInt(height)).toBe((await gateway.home.client.status()).height);
    expect(next).toBeUndefined();
  });

  test('follows an invoice through its transfers', async () => {
    const number = numbers[0] as string;
    await buyer.change('transfer', number, { to: employee.code });
    expect((await listOf(buyer, 'role=holder')).invoices).toHaveLength(4);
    expect((await listOf(employee, 'role=holder')).invoices.map((each) => each.number)).toContain(number);
    await employee.change('lock', number, { company: buyer.code });
    expect((await listOf(buyer, 'role=company')).invoices).toEqual([
      expect.objectContaining({ number, state: 'LOCKED', holder: employee.code }),
    ]);
    expect((await listOf(buyer, 'role=buyer&state=LOCKED')).invoices).toHaveLength(1);
  });

  test('shows a caller no invoice of other parties', async () => {
    for (const role of ['seller', 'buyer', 'holder', 'company']) {
      const { invoices } = await listOf(other, `role=${role}`);
      expect(invoices.filter(({ number }) => numbers.includes(number))).toEqual([]);
    }
  });

  test('names the seller of purchases, and never the purchases of others', async () => {
    const { code } = seller;
    expect((await listOf(buyer, `role=buyer&seller=${code}`)).invoices).toHaveLength(5);
    expect((await listOf(buyer, `role=buyer&seller=${other.code}`)).invoices).toEqual([]);
    // The role decides whose invoices are listed.
    expect((await listOf(other, `role=seller&seller=${code}`)).invoices).toHaveLength(1);
  });

  test('goes through a list in pages', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await listOf(seller, `role=seller&limit=2${cursor}`);
      seen.push(...page.invoices.map(({ number }) => number));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual([...numbers].reverse());
  });

  test('is for taxpayers', async () => {
    expect(refusalOf(await gateway.officer.get('/v1/invoices?role=seller'))).toBe('403 ROLE_REQUIRED');
    expect(refusalOf(await gateway.anonymous('GET', '/v1/invoices?role=seller'))).toBe(
      '401 CREDENTIAL_INVALID',
    );
  });
});

describe('GET /v1/bureau/invoices', () => {
  test('finds by seller, buyer, region, amount and rate for officers and auditors', async () => {
    const query = `seller=${seller.code}&buyer=${buyer.code}&region=4403&amountFrom=4449.00&amountTo=4449.00&rate=0.06`;
    for (const reader of [gateway.officer, gateway.auditor]) {
      const { body } = await reader.get<Listed>(`/v1/bureau/invoices?${query}`);
      expect(body.invoices).toHaveLength(5);
    }
    const { body } = await gateway.officer.get<Listed>(`/v1/bureau/invoices?${query}&type=SPECIAL`);
    expect(body.invoices).toEqual([]);
  });

  test('is not for taxpayers', async () => {
    for (const path of ['/v1/bureau/invoices', '/v1/bureau/statistics']) {
      expect(refusalOf(await seller.get(path))).toBe('403 ROLE_REQUIRED');
      expect(refusalOf(await gateway.anonymous('GET', path))).toBe('401 CREDENTIAL_INVALID');
    }
  });

  test.each([
    ['number=1', '422 NUMBER_FORMAT', '/number'],
    ['seller=91440300MA0000000X', '422 CREDIT_CODE_INVALID', '/seller'],
    ['holder=unknown', '422 CREDIT_CODE_INVALID', '/holder'],
    ['dateFrom=2026-02-30', '422 DATE_FORMAT', '/dateFrom'],
    ['amountTo=12.5', '422 MONEY_FORMAT', '/amountTo'],
    ['state=LOST', '422 FIELD_VALUE', '/state'],
    ['region=440', '422 FIELD_VALUE', '/region'],
    ['rate=13', '422 RATE_FORMAT', '/rate'],
    ['limit=0', '422 FIELD_VALUE', '/limit'],
    ['limit=201', '422 FIELD_VALUE', '/limit'],
    ['cursor=nonsense', '422 FIELD_VALUE', '/cursor'],
    ['color=red', '422 FIELD_UNKNOWN', '/color'],
    ['limit=1&limit=2', '422 FIELD_TYPE', '/limit'],
  ])('refuses ?%s with %s', async (query, refusal, path) => {
    const reply = await gateway.officer.get<ProblemBody>(`/v1/bureau/invoices?${query}`);
    expect(refusalOf(reply)).toBe(refusal);
    expect(reply.body.faults?.[0]?.path).toBe(path);
  });
});

describe('GET /v1/bureau/statistics', () => {
  test('adds up by province, taxpayer and rate', async () => {
    const query = `by=month,province,taxpayer,rate&seller=${seller.code}`;
    const { body } = await gateway.officer.get(`/v1/bureau/statistics?${query}`);
    const sums = { count: 5, net: '20985.85', tax: '1259.15', gross: '22245.00' };
    const group = {
      month: gateway.month,
      province: '44',
      provinceName: { zh: '广东省', en: 'Guangdong' },
      taxpayer: seller.code,
      rate: '0.06',
    };
    expect(body).toMatchObject({ groups: [{ ...group, ...sums }], total: sums });
  });

  test('adds up by day, type and sector, whose invoices the list then finds', async () => {
    const { body } = await gateway.officer.get<{ groups: { day: string; sector: string }[] }>(
      '/v1/bureau/statistics?by=day,week,type,sector',
    );
    const [group] = body.groups;
    expect(group).toMatchObject({ type: 'ORDINARY', sector: '3', count: 6, gross: '26694.00' });
    const query = `dateFrom=${group?.day}&dateTo=${group?.day}&sector=${group?.sector}&type=ORDINARY`;
    const list = await gateway.officer.get<Listed>(`/v1/bureau/invoices?${query}`);
    expect(list.body.invoices).toHaveLength(6);
    expect((await gateway.officer.get<Listed>('/v1/bureau/invoices?sector=1')).body.invoices).toEqual([]);
  });

  test('without a dimension is the total alone', async () => {
    const { body } = await gateway.officer.get('/v1/bureau/statistics');
    expect(body).toMatchObject({ groups: [], total: { count: 6, gross: '26694.00' } });
  });

  test.each([
    'by=color',
    'by=month,month',
    'by=day,taxpayer',
    'sector=12',
    'by=',
    'monthFrom=2026-13',
    'limit=1001',
    'cursor=x',
  ])('refuses ?%s', async (query) => {
    expect((await gateway.officer.get(`/v1/bureau/statistics?${query}`)).status).toBe(422);
  });
});

test('the height of the read model is a metric', async () => {
  const { body } = await gateway.anonymous<Uint8Array>('GET', '/metrics');
  expect(Buffer.from(body).toString()).toMatch(/^fapiao_read_model_height [1-9]/m);
});

test('a place is a PostgreSQL URL or a path', () => {
  expect(
    ['postgres://h/d', 'postgresql://u:p@h:1/d', 'read-model.db', '/postgres://'].map(isPostgresUrl),
  ).toEqual([true, true, false, false]);
});

describe('GET /v1/rule-sets/published', () => {
  test('lists every rule set, also those that no longer judge, newest first', async () => {
    const year = Number(gateway.month.slice(0, 4)) + 1;
    const next = { ...RULE_SET_2026, version: 'later', validFrom: `${year}-01-01` };
    await gateway.act('/v1/bureau/rule-sets', { ...next });
    const first = await seller.get<RulesPage>('/v1/rule-sets/published?limit=1');
    expect(first.body.ruleSets).toEqual([{ hash: ruleSetHash(next), ruleSet: next }]);
    const rest = await seller.get<RulesPage>(`/v1/rule-sets/published?cursor=${first.body.next}`);
    expect(rest.body.ruleSets.map(({ ruleSet }) => ruleSet.version)).toEqual(['2026.1']);
  });
});

interface RulesPage {
  readonly ruleSets: readonly PublishedRuleSet[];
  readonly next?: string;
}

describe('GET /v1/bureau/export', () => {
  const linesOf = async (query: string): Promise<readonly Record<string, unknown>[]> => {
    const reply = await gateway.officer.get<Uint8Array>(`/v1/bureau/export${query}`);
    expect([reply.status, reply.type]).toEqual([200, 'application/x-ndjson']);
    const lines = Buffer.from(reply.body).toString().trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('exports the whole list, page by page, with the count at the end', async () => {
    const many = await gateway.seller();
    const drafts = Array.from({ length: 450 }, () => draftOf(many.code, enterprise(buyer.code)));
    const issued = await many.issue(drafts);
    const lines = await linesOf(`?seller=${many.code}`);
    const height = String((await gateway.home.client.status()).height);
    expect(lines.at(-1)).toEqual({ height, count: 450 });
    const newestFirst = issued.body.invoices.map(({ number }) => number).toReversed();
    expect(lines.slice(0, -1).map(({ number }) => number)).toEqual(newestFirst);
    const { body } = await gateway.officer.get<Listed>(`/v1/bureau/invoices?seller=${many.code}&limit=1`);
    expect(lines[0]).toEqual(body.invoices[0]);
  });

  test('of nothing is its end alone', async () => {
    expect(await linesOf('?dateFrom=2099-01-01')).toEqual([{ height: expect.any(String), count: 0 }]);
  });

  test('is for the bureau and auditors, and takes neither limit nor cursor', async () => {
    expect(refusalOf(await seller.get('/v1/bureau/export'))).toBe('403 ROLE_REQUIRED');
    expect((await gateway.auditor.get('/v1/bureau/export?type=SPECIAL')).status).toBe(200);
    expect(refusalOf(await gateway.officer.get('/v1/bureau/export?limit=1'))).toBe('422 FIELD_UNKNOWN');
  });
});

test('a read model that cannot be opened says so', async () => {
  const started = startReadModel(join(folder, 'missing', 'x.db'), gateway.stream, () => {});
  await expect(started.then((running: RunningReadModel) => running.close())).rejects.toThrow(
    /no such file.*x\.db/,
  );
});

test('lists what awaits a confirmation of use, and what is confirmed', async () => {
  const company = await gateway.company();
  const special = draftOf(seller.code, enterprise(company.code), { type: 'SPECIAL' });
  const { body } = await seller.issue([special, special, special]);
  const [first = '', second = '', third = ''] = body.invoices.map(({ number }) => number);
  const period = gateway.month;
  await company.change('confirm-use', first, { purpose: 'DEDUCTION', period });
  await company.change('confirm-use', second, { purpose: 'NO_DEDUCTION', period });
  for (const [use, found] of [
    ['AWAITED', [{ number: third }]],
    ['DEDUCTION', [{ number: first, use: { purpose: 'DEDUCTION', period } }]],
    ['NO_DEDUCTION', [{ number: second, use: { purpose: 'NO_DEDUCTION', period } }]],
  ] as const) {
    const { invoices } = await listOf(company, `role=buyer&type=SPECIAL&use=${use}`);
    expect(invoices).toMatchObject(found);
  }
  await company.change('revoke-use', first, {});
  const { invoices } = await listOf(company, 'role=buyer&use=AWAITED');
  expect(invoices.map(({ number }) => number).sort()).toEqual([first, third].sort());
  expect(invoices.some((invoice) => 'use' in invoice)).toBe(false);
});
