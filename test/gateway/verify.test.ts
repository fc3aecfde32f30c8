import { checkCodeOf, type InvoiceViewJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody, Reply } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
let facts: { number: string; date: string; net: string; check: string };
let checkCode: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  seller = await gateway.seller();
  buyer = await gateway.company();
  const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
  const [issued] = body.invoices as [{ number: string; checkCode: string }];
  const view = await seller.get<InvoiceViewJson>(`/v1/invoices/${issued.number}`);
  const { date, totals } = view.body.invoice;
  checkCode = issued.checkCode;
  facts = { number: issued.number, date, net: totals.net, check: checkCode.slice(-6) };
});
afterAll(async () => await gateway.close());

async function verify(query: Record<string, string>): Promise<Reply<Record<string, unknown>>> {
  return await gateway.anonymous('GET', `/v1/verify?${new URLSearchParams(query).toString()}`);
}

test('the holder of one invoice of a page cannot compute the check code of its neighbor', async () => {
  const other = await gateway.company();
  const { body } = await seller.issue([
    draftOf(seller.code, enterprise(buyer.code)),
    draftOf(seller.code, enterprise(other.code)),
  ]);
  const [own, neighbor] = body.invoices as [{ number: string }, { number: string; checkCode: string }];
  const view = await buyer.get<InvoiceViewJson>(`/v1/invoices/${own.number}`);
  const { invoice } = view.body;
  const texts = Object.values(invoice).filter((value) => typeof value === 'string');
  const codes = texts.map((value) => checkCodeOf(neighbor.number, value));
  expect(codes).toContain(checkCodeOf(neighbor.number, invoice.transactionId));
  expect(codes).not.toContain(neighbor.checkCode);
});

describe('by its facts', () => {
  test.each([
    ['the last six digits', 6],
    ['all twenty digits', 20],
  ])('an invoice fits, with %s of the check code', async (_, digits) => {
    const { status, body } = await verify({ ...facts, check: checkCode.slice(-digits) });
    expect(status).toBe(200);
    expect(body).toEqual({
      answer: 'MATCH',
      seller: { code: seller.code, name: expect.stringMatching(/^示例企业/) },
      gross: '4449.00',
      state: 'OPEN',
      rest: '4449.00',
      ruleSet: '2026.1',
      asOf: expect.stringMatching(/Z$/),
      height: expect.stringMatching(/^[0-9]+$/),
    });
  });

  test('an invoice may be named by code and number', async () => {
    const { number, ...others } = facts;
    const { body } = await verify({ code: number.slice(0, 12), number: number.slice(12), ...others });
    expect(body.answer).toBe('MATCH');
  });

  test('an invoice fits by its gross, which the code of a digital invoice has', async () => {
    const { net: _, ...others } = facts;
    expect((await verify({ ...others, gross: '4449.00' })).body.answer).toBe('MATCH');
    expect((await verify({ ...facts, gross: '4449.00' })).body.answer).toBe('MATCH');
    expect((await verify({ ...others, gross: facts.net })).body).toEqual(mismatch({ mismatched: ['gross'] }));
    expect((await verify({ ...facts, gross: '1.00' })).body).toEqual(mismatch({ mismatched: ['gross'] }));
  });

  test('an invoice is not looked for without an amount', async () => {
    const { net: _, ...others } = facts;
    const reply = await gateway.anonymous<ProblemBody>('GET', `/v1/verify?${new URLSearchParams(others)}`);
    expect(reply.status).toBe(422);
    expect(reply.body.faults).toEqual([
      { code: 'FIELD_REQUIRED', path: '/net', message: 'the field is missing' },
    ]);
    const bare = await gateway.anonymous<ProblemBody>('GET', '/v1/verify');
    expect(bare.body.faults?.map(({ path }) => path)).toEqual(['/number', '/date', '/check', '/net']);
  });

  const mismatch = (more: object) => ({
    answer: 'MISMATCH',
    ...more,
    asOf: expect.any(String) as unknown,
    height: expect.any(String) as unknown,
  });

  test.each([
    ['net', { net: '4197.18' }],
    ['date', { date: '2026-01-01' }],
  ])(
    'a wrong %s is named to a caller with the check code, and nothing else is disclosed',
    async (fact, over) => {
      const { status, body } = await verify({ ...facts, ...over });
      expect(status).toBe(200);
      expect(body).toEqual(mismatch({ mismatched: [fact] }));
    },
  );

  test('a caller without the check code learns nothing about any fact', async () => {
    const guesses = [
      { check: '000000' },
      { check: '000000', net: '0.01' },
      { check: '000000', date: '2020-01-01', net: '0.01' },
      { check: '0'.repeat(20), net: '0.01' },
    ];
    for (const over of guesses) expect((await verify({ ...facts, ...over })).body).toEqual(mismatch({}));
  });

  test('six digits are refused after too many guesses', async () => {
    const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
    const [{ number, checkCode: right }] = body.invoices as [{ number: string; checkCode: string }];
    const guess = async (check: string) => await verify({ ...facts, number, check });
    for (let wrong = 0; wrong < 20; wrong += 1) expect((await guess('000000')).body.answer).toBe('MISMATCH');
    // The right six digits and wrong ones now get the same answer, and the whole code its own.
    expect(refusalOf(await guess('000000'))).toBe('429 CHECK_CODE_NEEDED');
    expect(refusalOf(await guess(right.slice(-6)))).toBe('429 CHECK_CODE_NEEDED');
    expect((await guess(right)).body.answer).toBe('MATCH');
    expect((await verify(facts)).body.answer).toBe('MATCH');
  });

  test('a number that was never issued is not found', async () => {
    const { status, body } = await verify({ ...facts, number: '9'.repeat(20) });
    expect(status).toBe(200);
    expect(body).toEqual({ answer: 'NOT_FOUND', asOf: expect.any(String), height: expect.any(String) });
  });

  test.each([
    ['a short number', { number: '123' }, '422 NUMBER_FORMAT'],
    ['a day that is none', { date: '2026-02-30' }, '422 DATE_FORMAT'],
    ['an amount without decimals', { net: '1' }, '422 MONEY_FORMAT'],
    ['a check code of five digits', { check: '12345' }, '422 FIELD_VALUE'],
    ['an unknown field', { more: 'x' }, '422 FIELD_UNKNOWN'],
  ])('%s is refused', async (_, over, refusal) => {
    expect(refusalOf(await verify({ ...facts, ...over }))).toBe(refusal);
  });

  test('a missing fact and a repeated fact are refused', async () => {
    expect(refusalOf(await gateway.anonymous('GET', '/v1/verify'))).toBe('422 FIELD_REQUIRED');
    const twice = `${new URLSearchParams(facts).toString()}&net=1.00`;
    expect(refusalOf(await gateway.anonymous('GET', `/v1/verify?${twice}`))).toBe('422 FIELD_TYPE');
  });

  test('an address that asks too often has to wait', async () => {
    const strict = await TestGateway.start({ limits: { checksPerMinute: 3 } });
    const ask = async () =>
      await strict.anonymous('GET', `/v1/verify?${new URLSearchParams(facts).toString()}`);
    const replies = [await ask(), await ask(), await ask(), await ask()];
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(refusalOf(replies[3] as Reply)).toBe('429 QUOTA_EXCEEDED');
    expect(Number(replies[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(replies.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    await strict.close();
  });
});

describe('addresses of one network are counted together', () => {
  let strict: TestGateway;
  beforeAll(async () => {
    strict = await TestGateway.start({ limits: { checksPerMinute: 1, proxies: 1 } });
  });
  afterAll(async () => await strict.close());

  const statusFor = async (address: string): Promise<number> => {
    const headers = { 'X-Forwarded-For': address };
    const path = `/v1/verify?${new URLSearchParams(facts).toString()}`;
    return (await strict.anonymous('GET', path, { headers })).status;
  };

  test.each([
    ['2001:db8::1', '2001:db8::2', 429],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', 429],
    ['2001:DB8:2::1', '2001:db8:2:0:ffff::', 429],
    ['2001:db8:3:1::1', '2001:db8:3:2::1', 200],
    ['fe80::1', '::1', 200],
    ['192.0.2.1', '::ffff:192.0.2.1', 429],
    ['192.0.2.2', '192.0.2.3', 200],
  ])('%s, then %s: %i', async (first, second, status) => {
    expect([await statusFor(first), await statusFor(second)]).toEqual([200, status]);
  });
});

describe('by its receipt', () => {
  const PDF = { 'Content-Type': 'application/pdf' };

  async function receipt(): Promise<Uint8Array<ArrayBuffer>> {
    return (await seller.get<Uint8Array<ArrayBuffer>>(`/v1/invoices/${facts.number}/receipt.pdf`)).body;
  }

  async function check(raw: Uint8Array<ArrayBuffer>): Promise<Reply<Record<string, unknown>>> {
    return await gateway.anonymous('POST', '/v1/verify', { raw, headers: PDF });
  }

  test('a genuine one is valid, and the state is the one of now', async () => {
    const printed = await receipt();
    await buyer.change('lock', facts.number, { company: buyer.code });
    const { status, body } = await check(printed);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: true,
      facts: { attestation: { invoice: { number: facts.number }, status: { state: 'OPEN' } } },
      live: { state: 'LOCKED', rest: '4449.00', ruleSet: '2026.1' },
    });
  });

  test('a changed one is not valid, and nothing is disclosed of any invoice', async () => {
    const forged = await receipt();
    forged[3000] = (forged[3000] as number) ^ 1;
    const { status, body } = await check(forged);
    expect([status, body.valid, body.facts, body.live]).toEqual([200, false, undefined, undefined]);
  });

  test('something else is not valid either', async () => {
    const { status, body } = await check(new TextEncoder().encode('not a PDF'));
    expect([status, body.valid, body.code]).toEqual([200, false, 'RECEIPT_STRUCTURE']);
  });

  test('another type of body is refused', async () => {
    expect(refusalOf(await gateway.anonymous('POST', '/v1/verify', { body: {} }))).toBe('415 MEDIA_TYPE');
  });
});
