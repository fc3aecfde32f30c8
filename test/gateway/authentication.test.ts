import { createHmac, createPublicKey, randomUUID, X509Certificate } from 'node:crypto';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { enrol, refusalOf, TestGateway } from '../support/gateway.ts';
import { base64Of, MerchantClient, type Reply, send, type TokenChanges } from '../support/merchant-client.ts';

let gateway: TestGateway;
let company: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.bare();
  company = await gateway.company();
});
afterAll(async () => await gateway.close());

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function readWith(authorization: string | undefined): Promise<Reply> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  return await send(gateway.url, 'GET', `/v1/taxpayers/${company.code}`, { headers });
}

const readAs = async (changes: TokenChanges): Promise<Reply> =>
  await readWith(`Bearer ${company.token(changes)}`);

const encodeDer = (...parts: readonly Buffer[]): string => Buffer.concat(parts).toString('base64');

/** A token with its own certificate in other bytes. */
function x5cOf(encode: (der: Buffer) => string): TokenChanges {
  const encoded = encode(new X509Certificate(company.certificate).raw);
  expect(encoded).not.toBe(base64Of(company.certificate));
  return { header: { x5c: [encoded] } };
}

test('a token signed with the caller’s own key is accepted', async () => {
  expect((await readAs({})).status).toBe(200);
});

describe('tokens that are refused', () => {
  const cases: readonly [string, () => TokenChanges][] = [
    ['expired', () => ({ claims: { iat: nowSeconds() - 400, exp: nowSeconds() - 100 } })],
    ['not yet valid', () => ({ claims: { nbf: nowSeconds() + 200 } })],
    ['issued in the future', () => ({ claims: { iat: nowSeconds() + 200, exp: nowSeconds() + 300 } })],
    ['valid for too long', () => ({ claims: { exp: nowSeconds() + 301 } })],
    ['without an end', () => ({ claims: { exp: undefined } })],
    ['without a beginning', () => ({ claims: { iat: undefined } })],
    ['for another network', () => ({ claims: { aud: 'another' } })],
    ['for no network', () => ({ claims: { aud: undefined } })],
    ['unsigned', () => ({ header: { alg: 'none' }, sign: () => Buffer.alloc(0) })],
    [
      'signed with a secret that is public',
      () => ({
        header: { alg: 'HS256' },
        sign: (text) => createHmac('sha256', company.certificate).update(text).digest(),
      }),
    ],
    ['of another algorithm by name', () => ({ header: { alg: 'ES384' } })],
    ['signed with another key', () => ({ sign: () => Buffer.alloc(64, 1) })],
    ['with a signature that is too short', () => ({ sign: () => Buffer.alloc(10) })],
    ['longer than any has to be', () => ({ claims: { note: 'a'.repeat(8_192) } })],
    ['without a certificate', () => ({ header: { x5c: undefined } })],
    ['with an empty list of certificates', () => ({ header: { x5c: [] } })],
    [
      'with two certificates',
      () => ({ header: { x5c: [company.certificate, company.certificate].map(base64Of) } }),
    ],
    ['with a certificate that is none', () => ({ header: { x5c: ['AAAA'] } })],
    ['with a byte behind the certificate', () => x5cOf((der) => encodeDer(der, Buffer.of(0)))],
    ['with a second certificate behind the first', () => x5cOf((der) => encodeDer(der, der))],
    ['with a line break in the certificate', () => x5cOf((der) => encodeDer(der).replace(/^.{64}/, '$&\n'))],
    ['with junk in the base64 of the certificate', () => x5cOf((der) => `*${encodeDer(der)}`)],
    ['with a certificate in the alphabet of URLs', () => x5cOf((der) => der.toString('base64url'))],
    ['with a number for a certificate', () => ({ header: { x5c: [1] } })],
    [
      'with the certificate of another caller',
      () => ({ header: { x5c: [base64Of(gateway.officer.certificate)] } }),
    ],
    ['that wants something unknown understood', () => ({ header: { crit: ['x'], x: 1 } })],
  ];

  test.each(cases)('%s', async (_, changes) => {
    const reply = await readAs(changes());
    expect(refusalOf(reply)).toBe('401 CREDENTIAL_INVALID');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['none at all', undefined],
    ['another scheme', 'Basic QTpC'],
    ['no text', 'Bearer '],
    ['no token', 'Bearer abc'],
    ['three dots', 'Bearer a.b.c.d'],
  ])('%s', async (_, authorization) => {
    expect(refusalOf(await readWith(authorization))).toBe('401 CREDENTIAL_INVALID');
  });
});

test.each<[string, () => TokenChanges, string]>([
  [
    'expired',
    () => ({ claims: { iat: nowSeconds() - 400, exp: nowSeconds() - 100 } }),
    'the token has expired',
  ],
  ['not yet valid', () => ({ claims: { nbf: nowSeconds() + 200 } }), 'the token is not valid yet'],
  [
    'for another network',
    () => ({ claims: { aud: 'another' } }),
    'the token is for another network: its aud must be fapiao',
  ],
  [
    'signed with another key',
    () => ({ sign: () => Buffer.alloc(64, 1) }),
    'the token cannot be read, or another key has signed it',
  ],
  [
    'without a beginning',
    () => ({ claims: { iat: undefined } }),
    'the token’s iat is missing or wrong: it is a number of seconds since 1970',
  ],
])('what is wrong with a token that is %s is said in words', async (_, changes, words) => {
  expect((await readAs(changes())).body).toMatchObject({ detail: words });
});

test('clocks may differ by a minute', async () => {
  const early = { claims: { iat: nowSeconds() + 40, exp: nowSeconds() + 200 } };
  const late = { claims: { iat: nowSeconds() - 200, exp: nowSeconds() - 40 } };
  expect([(await readAs(early)).status, (await readAs(late)).status]).toEqual([200, 200]);
});

describe('a token that was accepted before', () => {
  afterEach(() => void vi.useRealTimers());
  const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });

  test('is refused with any of its characters changed', async () => {
    const token = company.token();
    expect((await readWith(`Bearer ${token}`)).status).toBe(200);
    for (const at of [token.indexOf('.') - 1, token.lastIndexOf('.') - 1, token.lastIndexOf('.') + 9]) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(refusalOf(await readWith(`Bearer ${changed}`)), String(at)).toBe('401 CREDENTIAL_INVALID');
    }
  });

  test('is refused once its time and the leeway are over', async () => {
    const token = company.token();
    for (const [seconds, status] of [
      [0, 200],
      [239, 200],
      [295, 200],
      [305, 401],
    ] as const) {
      later(seconds);
      expect((await readWith(`Bearer ${token}`)).status, `after ${seconds} s`).toBe(status);
      vi.useRealTimers();
    }
  });

  test('is refused once the bureau has replaced the key', async () => {
    const owner = await gateway.company();
    const token = owner.token();
    const headers = { Authorization: `Bearer ${token}` };
    const read = async (): Promise<Reply> =>
      await send(gateway.url, 'GET', `/v1/taxpayers/${owner.code}`, { headers });
    expect((await read()).status).toBe(200);
    const { privateKey } = generateKeyPair();
    const csr = await createCsr({ privateKey, commonName: owner.code });
    const { status } = await gateway.officer.send('PATCH', `/v1/bureau/taxpayers/${owner.code}`, {
      body: { csr },
    });
    expect(status).toBe(200);
    // As soon as the gateway has heard of the block.
    await expect.poll(async () => refusalOf(await read())).toBe('401 CREDENTIAL_INVALID');
  });
});

test('a statement that was signed for another ledger is refused under the name of this one', async () => {
  const [here, there] = [await TestGateway.start(), await TestGateway.start()];
  const seller = await here.seller();
  const draft = draftOf(seller.code, { type: 'PERSON' });
  const own = await seller.statement('issue', { drafts: [draft] });
  const foreign = await seller.statement('issue', { drafts: [draft] }, randomUUID(), {
    ledger: (await there.officer.terms()).ledger,
  });
  const issue = async (headers: Record<string, string>): Promise<string> =>
    refusalOf(await seller.send('POST', '/v1/invoices', { body: draft, headers }));
  expect(await issue(foreign)).toBe('403 OTHER_LEDGER');
  const named = { ...foreign, 'Fapiao-Ledger': own['Fapiao-Ledger'] ?? '' };
  expect(await issue(named)).toBe('403 SIGNATURE_INVALID');
  expect(await issue(own)).toBe('201 no problem');
  await Promise.all([here.close(), there.close()]);
});

describe('certificates that are refused', () => {
  const taxpayer = {
    ou: 'client',
    attributes: { role: 'taxpayer', 'taxpayer.id': enterpriseCode(1) },
  } as const;
  const platform = () => gateway.ledger.taxpayerAuthorities.PlatformMSP;
  const members = () => gateway.ledger.authorities.PlatformMSP;

  async function readBy(credential: { certificate: string; privateKey: string }): Promise<string> {
    const client = gateway.client({ ...credential, code: company.code });
    return refusalOf(await client.get(`/v1/taxpayers/${company.code}`));
  }

  test('by an authority that the network does not know, under the name of a member', async () => {
    const validity = validFor(30, new Date());
    const other = await createAuthority({ mspId: 'PlatformMSP', organization: 'Platform', validity });
    const credential = await other.enrollWithNewKey({ ...taxpayer, commonName: 'x', validity });
    expect(await readBy(credential)).toBe('401 CREDENTIAL_INVALID');
  });

  test('expired', async () => {
    const validity = validFor(1, new Date(Date.now() - 3 * 86_400_000));
    const credential = await platform().enrollWithNewKey({ ...taxpayer, commonName: 'x', validity });
    expect(await readBy(credential)).toBe('401 CREDENTIAL_INVALID');
  });

  test('with a key that the bureau has not registered', async () => {
    const validity = validFor(30, new Date());
    const attributes = { role: 'taxpayer', 'taxpayer.id': company.code };
    const credential = await platform().enrollWithNewKey({
      commonName: 'x',
      ou: 'client',
      validity,
      attributes,
    });
    expect(await readBy(credential)).toBe('401 CREDENTIAL_INVALID');
  });

  test('of a taxpayer that is not registered', async () => {
    const attributes = { role: 'taxpayer', 'taxpayer.id': enterpriseCode(4711) };
    const validity = validFor(30, new Date());
    const credential = await platform().enrollWithNewKey({
      commonName: 'x',
      ou: 'client',
      validity,
      attributes,
    });
    expect(await readBy(credential)).toBe('401 CREDENTIAL_INVALID');
  });

  test('the authority’s own', async () => {
    for (const authority of [platform(), members()]) {
      const { certificate, privateKey } = authority.toPem();
      expect(await readBy({ certificate, privateKey })).toBe('401 CREDENTIAL_INVALID');
    }
  });

  test('without a role, or with a role its organization cannot give', async () => {
    const validity = validFor(30, new Date());
    for (const authority of [platform(), members()]) {
      const plain = await authority.enrollWithNewKey({ commonName: 'x', ou: 'client', validity });
      expect(await readBy(plain)).toBe('403 ROLE_REQUIRED');
      expect(await readBy(await enrol(authority, 'officer'))).toBe('403 ROLE_REQUIRED');
      expect(await readBy(await enrol(authority, 'auditor'))).toBe('403 ROLE_REQUIRED');
    }
  });

  test('of an operator or an officer from an authority of taxpayers', async () => {
    expect(await readBy(await enrol(platform(), 'operator'))).toBe('403 ROLE_REQUIRED');
    const { TaxBureauMSP } = gateway.ledger.taxpayerAuthorities;
    expect(await readBy(await enrol(TaxBureauMSP, 'officer'))).toBe('403 ROLE_REQUIRED');
  });

  test.each(['taxpayer', 'delegate'])('of a %s from an authority of members', async (role) => {
    const credential = await members().enroll({
      commonName: 'x',
      ou: 'client',
      validity: validFor(30, new Date()),
      attributes: { role, 'taxpayer.id': company.code },
      publicKey: createPublicKey(company.key).export({ format: 'pem', type: 'spki' }).toString(),
    });
    const privateKey = company.key.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(await readBy({ certificate: credential, privateKey })).toBe('403 ROLE_REQUIRED');
  });

  test.each([
    ['a list', ['auditor']],
    ['an object', { 0: 'auditor' }],
    ['a number', 1],
  ])('with a role that is %s, which others read as text', async (_, role) => {
    const authority = gateway.ledger.authorities.AuditorMSP;
    expect(await readBy(await enrol(authority, role as unknown as 'auditor'))).toBe('401 CREDENTIAL_INVALID');
  });

  test('used by a caller without its key', async () => {
    const { privateKey } = generateKeyPair();
    const thief = new MerchantClient(gateway.url, gateway.channel, {
      certificate: company.certificate,
      privateKey,
    });
    expect(refusalOf(await thief.get(`/v1/taxpayers/${company.code}`))).toBe('401 CREDENTIAL_INVALID');
  });
});

test('every route asks for the role it is for, and for any credential before it reads anything', async () => {
  const clients = { taxpayer: company, officer: gateway.officer, auditor: gateway.auditor };
  for (const route of gateway.routes.filter(({ access }) => access !== 'public')) {
    const path = route.path.replaceAll(/\{\w+\}/g, '1');
    const method = route.method.toUpperCase();
    const where = `${method} ${route.path}`;
    // A stream of events would not end.
    const sent = method === 'GET' ? { headers: { 'Last-Event-ID': 'none' } } : { raw: '{' };
    expect(refusalOf(await gateway.anonymous(method, path, sent)), where).toBe('401 CREDENTIAL_INVALID');
    for (const [role, client] of Object.entries(clients)) {
      const signs = role !== 'auditor';
      const isLetIn =
        route.access === 'authenticated' || route.access === role || (route.access === 'signer' && signs);
      const refusal = refusalOf(await client.send(method, path, sent));
      expect(refusal === '403 ROLE_REQUIRED', `${where} by ${role}: ${refusal}`).toBe(!isLetIn);
    }
  }
});
