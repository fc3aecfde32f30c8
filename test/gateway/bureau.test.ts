import { RULE_SET_2026, type TaxpayerJson } from '@fapiao-ledger/core';
import { validFor } from '@fapiao-ledger/network/ca';
import { generateKeyPair, publicKeyOf, readCertificate } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newYearAfter } from '../support/calendar.ts';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import { base64Of, type MerchantClient, type ProblemBody } from '../support/merchant-client.ts';

interface Registered {
  readonly taxpayer: TaxpayerJson;
  readonly certificate?: string;
}

let gateway: TestGateway;
let seller: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  seller = await gateway.seller();
});
afterAll(async () => await gateway.close());

const officer = () => gateway.officer;

describe('taxpayers', () => {
  const code = enterpriseCode(5001);
  const { privateKey, publicKey } = generateKeyPair();

  test('are registered with a key of their own, which the gateway certifies', async () => {
    const csr = await createCsr({ privateKey, commonName: 'any name at all' });
    const asked = { code, kind: 'SMALL_SCALE', name: '示例小店', singleLimit: '1000.00', csr };
    const { status, body } = await officer().post<Registered>('/v1/bureau/taxpayers', asked);
    expect(status).toBe(201);
    expect(body.taxpayer).toEqual({
      code,
      kind: 'SMALL_SCALE',
      name: '示例小店',
      singleLimit: '1000.00',
      status: 'ACTIVE',
      mspId: 'PlatformMSP',
      publicKey: base64Of(publicKey),
      keyEpoch: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const { subject, attributes } = readCertificate(body.certificate ?? '');
    expect([subject.commonName, attributes]).toEqual([code, { role: 'taxpayer', 'taxpayer.id': code }]);
    const own = gateway.client({ certificate: body.certificate ?? '', privateKey, code });
    expect((await own.get(`/v1/taxpayers/${code}`)).body).toMatchObject(body.taxpayer);
  });

  test('are registered once', async () => {
    const again = { code, kind: 'GENERAL', name: '示例小店', publicKey: base64Of(publicKey) };
    expect(refusalOf(await officer().post('/v1/bureau/taxpayers', again))).toBe('409 TAXPAYER_EXISTS');
  });

  test('may bring a public key and no request', async () => {
    const asked = { code: personId(5002), kind: 'PERSON', publicKey: base64Of(generateKeyPair().publicKey) };
    const { status, body } = await officer().post<Registered>('/v1/bureau/taxpayers', asked);
    expect([status, body.certificate]).toEqual([201, undefined]);
  });

  test.each([
    ['no key', {}, '422 FIELD_REQUIRED'],
    ['a request that is none', { csr: 'x', publicKey: base64Of(publicKey) }, '422 FIELD_VALUE'],
    ['a key that is none', { publicKey: 'AAAA' }, '422 FIELD_VALUE'],
    [
      'a platform without an authority here',
      { csr: 'x', mspId: 'OtherMSP', publicKey: base64Of(publicKey) },
      '422 FIELD_VALUE',
    ],
    ['a name for a person', { kind: 'PERSON', code: personId(1), publicKey: 'AAAA' }, '422 FIELD_VALUE'],
    ['an unknown field', { publicKey: 'AAAA', more: 1 }, '422 FIELD_UNKNOWN'],
  ])('with %s are refused', async (_, over, refusal) => {
    const asked = { code: enterpriseCode(5003), kind: 'GENERAL', name: '示例', ...over };
    expect(refusalOf(await officer().post('/v1/bureau/taxpayers', asked))).toBe(refusal);
  });

  test('are suspended and reinstated', async () => {
    const company = await gateway.seller();
    const path = `/v1/bureau/taxpayers/${company.code}`;
    const suspended = await officer().send<Registered>('PATCH', path, { body: { status: 'SUSPENDED' } });
    expect([suspended.status, suspended.body.taxpayer.status]).toEqual([200, 'SUSPENDED']);
    const draft = draftOf(company.code, enterprise(seller.code));
    expect(refusalOf(await company.issue(draft))).toBe('403 TAXPAYER_SUSPENDED');
    await officer().send('PATCH', path, { body: { status: 'ACTIVE' } });
    expect((await company.issue(draft)).status).toBe(201);
  });

  test('get a new key, which shuts the old one out at once', async () => {
    const company = await gateway.company();
    const fresh = generateKeyPair().privateKey;
    const csr = await createCsr({ privateKey: fresh, commonName: company.code });
    const path = `/v1/bureau/taxpayers/${company.code}`;
    const { body } = await officer().send<Registered>('PATCH', path, { body: { csr } });
    expect(refusalOf(await company.get(`/v1/taxpayers/${company.code}`))).toBe('401 CREDENTIAL_INVALID');
    const renewed = gateway.client({
      certificate: body.certificate ?? '',
      privateKey: fresh,
      code: company.code,
    });
    expect((await renewed.get(`/v1/taxpayers/${company.code}`)).status).toBe(200);
  });

  test('who are persons leave neither contact nor bank', async () => {
    const person = await gateway.person();
    const path = `/v1/bureau/taxpayers/${person.code}`;
    for (const field of ['contact', 'bank']) {
      const reply = await officer().send<ProblemBody>('PATCH', path, {
        body: { [field]: '张三 13800000000' },
      });
      expect(refusalOf(reply)).toBe('422 FIELD_UNKNOWN');
      expect(reply.body.faults?.map(({ path: at }) => at)).toEqual([`/${field}`]);
    }
  });

  test('who are not registered cannot be amended', async () => {
    const reply = await officer().send('PATCH', `/v1/bureau/taxpayers/${personId(999)}`, {
      body: { status: 'ACTIVE' },
    });
    expect(refusalOf(reply)).toBe('404 TAXPAYER_NOT_FOUND');
  });
});

describe('rules, credit and numbers', () => {
  test('a rule set is published once', async () => {
    const validFrom = newYearAfter(gateway.month);
    const next = { ...RULE_SET_2026, version: 'next', validFrom };
    const { status, body } = await officer().post('/v1/bureau/rule-sets', next);
    expect([status, body]).toEqual([201, { version: 'next', validFrom, hash: expect.any(String) }]);
    expect(refusalOf(await officer().post('/v1/bureau/rule-sets', next))).toBe('409 RULE_SET_CONFLICT');
  });

  test('a wrong rule set is refused with pointers', async () => {
    const { body } = await officer().post<ProblemBody>('/v1/bureau/rule-sets', {
      ...RULE_SET_2026,
      lockDays: 0,
    });
    expect(body.faults).toEqual([{ code: 'FIELD_VALUE', path: '/lockDays', message: expect.any(String) }]);
  });

  test('credit is set, but not below what lanes carry', async () => {
    const company = await gateway.seller({ credit: '5000.00' });
    await company.issue(draftOf(company.code, enterprise(seller.code)));
    const grant = { seller: company.code, month: gateway.month };
    const raised = await officer().post('/v1/bureau/credits', { ...grant, net: '6000.00' });
    expect([raised.status, raised.body]).toEqual([
      201,
      { ...grant, granted: '6000.00', allotted: '5000.00' },
    ]);
    const lowered = await officer().post('/v1/bureau/credits', { ...grant, net: '4999.99' });
    expect(refusalOf(lowered)).toBe('409 CREDIT_BELOW_ALLOTTED');
  });

  test('numbers are granted one after the other', async () => {
    const prefix = `${gateway.month.slice(2, 4)}310`;
    const asked = { seller: seller.code, profile: 'DIGITAL', prefix, count: 10 };
    const first = await officer().post('/v1/bureau/segments', asked);
    expect([first.status, first.body]).toEqual([201, { profile: 'DIGITAL', prefix, next: 1, last: 10 }]);
    expect((await officer().post('/v1/bureau/segments', asked)).body).toMatchObject({ next: 11, last: 20 });
  });

  test.each([
    ['credits', { seller: 'x', month: '2026-03', net: '1.00' }, '422 CREDIT_CODE_INVALID'],
    ['credits', { seller: enterpriseCode(777), month: '2026-03', net: '1.00' }, '404 TAXPAYER_NOT_FOUND'],
    ['credits', { seller: enterpriseCode(777), month: '2026-3', net: '1.00' }, '422 DATE_FORMAT'],
    [
      'segments',
      { seller: enterpriseCode(777), profile: 'DIGITAL', prefix: '2', count: 1 },
      '422 NUMBER_FORMAT',
    ],
    [
      'segments',
      { seller: enterpriseCode(777), profile: 'DIGITAL', prefix: '26442', count: 0 },
      '422 FIELD_VALUE',
    ],
    ['periods', { month: 'March' }, '422 DATE_FORMAT'],
    ['check-page', { checkPage: 'http://check.example/' }, '422 FIELD_VALUE'],
  ])('%s of %j are %s', async (what, body, refusal) => {
    expect(refusalOf(await officer().post(`/v1/bureau/${what}`, body))).toBe(refusal);
  });

  test('the check page is set and removed', async () => {
    const set = { checkPage: 'https://check.example/' };
    const { status, body } = await officer().post('/v1/bureau/check-page', set);
    expect([status, body]).toEqual([201, set]);
    const removed = await officer().post('/v1/bureau/check-page', {});
    expect([removed.status, removed.body]).toEqual([201, {}]);
  });

  test('a period is closed when it is over, and once', async () => {
    const current = { month: gateway.month };
    expect(refusalOf(await officer().post('/v1/bureau/periods', current))).toBe('409 PERIOD_NOT_OVER');
    const closed = await officer().post('/v1/bureau/periods', { month: '2026-01' });
    expect([closed.status, closed.body]).toEqual([201, { closedThrough: '2026-01' }]);
    expect(refusalOf(await officer().post('/v1/bureau/periods', { month: '2026-01' }))).toBe(
      '409 PERIOD_CLOSED',
    );
  });
});

test('an invoice is frozen and released', async () => {
  const { body: issued } = await seller.issue(draftOf(seller.code, enterprise(seller.code)));
  const number = issued.invoices[0]?.number as string;
  const path = `/v1/bureau/invoices/${number}`;
  const frozen = await officer().post<{ status: object }>(`${path}/freeze`, { reason: '核查' });
  expect([frozen.status, frozen.body.status]).toMatchObject([
    200,
    { state: 'FROZEN', frozen: { at: expect.any(String) } },
  ]);
  expect(refusalOf(await officer().post(`${path}/freeze`, { reason: '核查' }))).toBe('409 INVOICE_FROZEN');
  expect(refusalOf(await seller.change('transfer', number, { to: seller.code }))).toBe('409 INVOICE_FROZEN');
  const released = await officer().post(`${path}/release`, {});
  expect(released.body).toMatchObject({ status: { state: 'OPEN' } });
  expect(refusalOf(await officer().post(`${path}/release`, {}))).toBe('409 INVOICE_NOT_FROZEN');
  const missing = `/v1/bureau/invoices/${'9'.repeat(20)}/freeze`;
  expect(refusalOf(await officer().post(missing, { reason: 'x' }))).toBe('404 INVOICE_NOT_FOUND');
});

test('a platform’s gateway, which relays for no officer, does nothing for the bureau', async () => {
  const platform = await TestGateway.bare({ wrap: ({ bureau: _bureau, ...home }) => home });
  for (const [path, body] of [
    ['periods', { month: '2026-01' }],
    ['rule-sets', RULE_SET_2026],
    ['taxpayers', { code: personId(1), kind: 'PERSON', publicKey: base64Of(generateKeyPair().publicKey) }],
  ] as const) {
    expect(refusalOf(await platform.officer.post(`/v1/bureau/${path}`, body))).toBe('403 NOT_SERVED_HERE');
  }
  const unknown = await platform.officer.get(`/v1/taxpayers/${personId(1)}`);
  expect(refusalOf(unknown)).toBe('404 TAXPAYER_NOT_FOUND');
  await platform.close();
});

describe('a bureau’s gateway, without an operator’s identity', () => {
  let bureau: TestGateway;
  const code = enterpriseCode(5101);
  const asked = { code, kind: 'GENERAL', name: '示例企业' };

  beforeAll(async () => {
    bureau = await TestGateway.start({
      wrap: ({ operator: _operator, taxpayerAuthorities: _taxpayers, bureau: relay, ...home }) =>
        relay === undefined
          ? { ...home, taxpayerAuthorities: [] }
          : { ...home, reader: relay, bureau: relay, taxpayerAuthorities: [] },
    });
  });
  afterAll(async () => await bureau.close());

  test('registers taxpayers of the platform that is named, with a key', async () => {
    const publicKey = base64Of(generateKeyPair().publicKey);
    const headers = await bureau.officer.statement('register-taxpayer', {});
    const nowhere = await bureau.officer.send<ProblemBody>('POST', '/v1/bureau/taxpayers', {
      body: { ...asked, publicKey },
      headers,
    });
    expect(nowhere.body.faults?.map(({ code: fault, path }) => `${fault} ${path}`)).toEqual([
      'FIELD_REQUIRED /mspId',
    ]);
    const withRequest = { ...asked, publicKey, mspId: 'PlatformMSP', csr: 'x' };
    expect(refusalOf(await bureau.officer.post('/v1/bureau/taxpayers', withRequest))).toBe('422 FIELD_VALUE');
    const { status } = await bureau.officer.post('/v1/bureau/taxpayers', {
      ...asked,
      publicKey,
      mspId: 'PlatformMSP',
    });
    expect(status).toBe(201);
  });

  test('relays nothing for taxpayers, who read all the same', async () => {
    const { PlatformMSP } = bureau.ledger.taxpayerAuthorities;
    const credential = await PlatformMSP.enrollWithNewKey({
      commonName: 'x',
      ou: 'client',
      validity: validFor(30, new Date()),
      attributes: { role: 'taxpayer', 'taxpayer.id': code },
    });
    const client = bureau.client({ ...credential, code });
    const publicKey = base64Of(publicKeyOf(credential.privateKey));
    await bureau.officer.send('PATCH', `/v1/bureau/taxpayers/${code}`, { body: { publicKey } });
    await bureau.grant(client);
    expect((await client.get(`/v1/taxpayers/${code}`)).status).toBe(200);
    expect(refusalOf(await client.issue(draftOf(code, enterprise(code))))).toBe('403 NOT_SERVED_HERE');
    expect(refusalOf(await client.change('unlock', '9'.repeat(20)))).toBe('404 INVOICE_NOT_FOUND');
  });
});
