import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DraftJson, requestText } from '@fapiao-ledger/core';
import { validFor } from '@fapiao-ledger/network/ca';
import { generateKeyPair, readCertificate } from '@fapiao-ledger/pki';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessKey, CUSTODIAN, type CustodyBody, custodyPlace, takeIntoCustody } from '../support/custody.ts';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { enrol, refusalOf, TestGateway } from '../support/gateway.ts';
import {
  type BulkAnswer,
  base64Of,
  type ChangedBody,
  type IssuedBody,
  type MerchantClient,
  type ProblemBody,
  type Reply,
} from '../support/merchant-client.ts';

const place = custodyPlace();
let gateway: TestGateway;
let seller: MerchantClient;
let company: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ custodian: place });
  seller = await takeIntoCustody(gateway, enterpriseCode(6001));
  await gateway.grant(seller);
  company = await gateway.company();
});
afterAll(async () => {
  await gateway.close();
  place.remove();
});

const draft = (over = {}): DraftJson => draftOf(seller.code, enterprise(company.code), over);

/** Issues without a signature of the caller's. */
async function issueBy(
  client: MerchantClient,
  body: unknown,
  requestId: string = randomUUID(),
): Promise<Reply<IssuedBody>> {
  return await client.send('POST', '/v1/invoices', { body, headers: { 'Idempotency-Key': requestId } });
}

async function bulkBy(client: MerchantClient, body: string): Promise<readonly BulkAnswer[]> {
  return await client.bulk(body, client.tokenFor('POST', '/v1/invoices', body));
}

async function changeBy(
  client: MerchantClient,
  operation: string,
  number: string,
  body: unknown,
): Promise<Reply<ChangedBody>> {
  const headers = { 'Idempotency-Key': randomUUID() };
  return await client.send('POST', `/v1/invoices/${number}/${operation}`, { body, headers });
}

const numberIn = ({ body }: Reply<IssuedBody>): string => body.invoices[0]?.number as string;

const journal = (): readonly Record<string, string>[] =>
  readFileSync(join(place.folder, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, string>);

describe('a taxpayer whose key is in custody', () => {
  test('issues without signing, and gets the same answer again', async () => {
    const first = await issueBy(seller, draft(), 'custody:0001');
    const again = await issueBy(seller, draft(), 'custody:0001');
    expect([first.status, again.body]).toEqual([201, first.body]);
    const other = await issueBy(seller, draft({ remark: 'another' }), 'custody:0001');
    expect(refusalOf(other)).toBe('409 REQUEST_ID_REUSED');
  });

  test('issues line by line', async () => {
    const lines = [draft(), draft({ totals: { net: '1.00', tax: '0.06', gross: '1.06' } })].map((each) =>
      JSON.stringify({ requestId: randomUUID(), invoices: [each] }),
    );
    const [good, bad] = await bulkBy(seller, lines.join('\n'));
    expect([good?.invoices?.length, bad?.problem?.code]).toEqual([1, 'TOTALS_MISMATCH']);
  });

  test('passes on, locks, unlocks and redeems', async () => {
    const own = draftOf(seller.code, enterprise(seller.code), { holder: seller.code });
    const number = numberIn(await issueBy(seller, own));
    const claim = { company: seller.code };
    expect((await changeBy(seller, 'lock', number, claim)).body.status.state).toBe('LOCKED');
    expect((await changeBy(seller, 'unlock', number, {})).body.status.state).toBe('OPEN');
    await changeBy(seller, 'lock', number, claim);
    expect((await changeBy(seller, 'redeem', number, { amount: '4449.00' })).body.status.state).toBe(
      'REDEEMED',
    );
    const other = numberIn(await issueBy(seller, own));
    const passed = await changeBy(seller, 'transfer', other, { to: company.code });
    expect(passed.body.status.holder).toBe(company.code);
  });

  test('reads what is its own', async () => {
    const number = numberIn(await issueBy(seller, draft()));
    expect((await seller.get(`/v1/invoices/${number}`)).status).toBe(200);
    const { body } = await seller.get<CustodyBody>(`${CUSTODIAN}/${seller.code}`);
    expect(body.keys.map(({ inForce }) => inForce)).toEqual([true]);
  });

  test('finds every signature in the journal, with the digest of what was signed', async () => {
    const requestId = randomUUID();
    await issueBy(seller, draft(), requestId);
    const body = { drafts: [draft()] } as never;
    const { code: actor } = seller;
    const text = requestText({ operation: 'issue', actor, requestId, body });
    expect(journal().filter((entry) => entry.requestId === requestId)).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        event: 'signed',
        code: actor,
        publicKey: expect.stringMatching(/^MFkw/),
        accessKey: expect.stringMatching(/^MFkw/),
        operation: 'issue',
        requestId,
        digest: createHash('sha256').update(text).digest('hex'),
      },
    ]);
  });

  test('carries a certificate that the contract has no role for', () => {
    const { attributes } = readCertificate(seller.certificate);
    expect(attributes).toEqual({ role: 'delegate', 'taxpayer.id': seller.code });
  });

  test('is refused when it signs a statement with its access key', async () => {
    expect(refusalOf(await seller.issue(draft()))).toBe('403 SIGNATURE_INVALID');
  });

  test('cannot issue for another seller', async () => {
    const foreign = draftOf(company.code, enterprise(seller.code));
    expect(refusalOf(await issueBy(seller, foreign))).toBe('403 NOT_THE_SELLER');
  });
});

describe('a caller without the right gets no signature', () => {
  const refused = async (client: MerchantClient): Promise<string> => {
    const before = journal().length;
    const refusal = refusalOf(await issueBy(client, draft()));
    expect(journal().length).toBe(before);
    return refusal;
  };

  test('a taxpayer that keeps its own key', async () => {
    const reply = await issueBy(company, draftOf(company.code, enterprise(seller.code)));
    expect(refusalOf(reply)).toBe('422 FIELD_REQUIRED');
    const { faults } = reply.body as unknown as ProblemBody;
    const parts = ['/Fapiao-Ledger', '/Fapiao-Key-Epoch', '/Fapiao-Not-After', '/Fapiao-Signature'];
    expect(faults?.map(({ code, path }) => `${code} ${path}`)).toEqual(
      parts.map((part) => `FIELD_REQUIRED ${part}`),
    );
    const line = JSON.stringify({ requestId: randomUUID(), invoices: [draft()] });
    const [answer] = await company.bulk(line);
    expect(answer?.problem?.faults?.map(({ path }) => path)).toEqual([
      '/keyEpoch',
      '/notAfter',
      '/signature',
    ]);
  });

  test('officer, operator and auditor', async () => {
    const { officer, operator, auditor } = gateway;
    for (const client of [officer, operator, auditor])
      expect(await refused(client)).toBe('403 ROLE_REQUIRED');
  });

  test('a delegate with another key than the one that was bound', async () => {
    const { privateKey, certificate } = await delegate(seller.code);
    const thief = gateway.client({ certificate, privateKey, code: seller.code });
    expect(await refused(thief)).toBe('401 CREDENTIAL_INVALID');
  });

  test('a delegate of a taxpayer that has its own key', async () => {
    const { privateKey, certificate } = await delegate(company.code);
    const stranger = gateway.client({ certificate, privateKey, code: company.code });
    expect(await refused(stranger)).toBe('401 CREDENTIAL_INVALID');
  });

  test('the access key under a taxpayer’s certificate', async () => {
    const { privateKey, csr } = await accessKey(seller.code);
    const bound = await gateway.operator.post<CustodyBody>(CUSTODIAN, { code: enterpriseCode(6002), csr });
    expect(bound.status).toBe(201);
    const certificate = await gateway.ledger.taxpayerAuthorities.PlatformMSP.enroll({
      csr,
      commonName: 'x',
      ou: 'client',
      validity: validFor(30, new Date()),
      attributes: { role: 'taxpayer', 'taxpayer.id': enterpriseCode(6002) },
    });
    const client = gateway.client({ certificate, privateKey, code: enterpriseCode(6002) });
    expect(await refused(client)).toBe('401 CREDENTIAL_INVALID');
  });

  test('a delegate at a gateway without custody, where callers must sign statements', async () => {
    const plain = await TestGateway.bare();
    const code = enterpriseCode(6003);
    await plain.join({ code, kind: 'GENERAL', name: '示例企业' });
    const credential = await plain.ledger.taxpayerAuthorities.PlatformMSP.enrollWithNewKey({
      commonName: code,
      ou: 'client',
      validity: validFor(30, new Date()),
      attributes: { role: 'delegate', 'taxpayer.id': code },
    });
    expect(refusalOf(await issueBy(plain.client({ ...credential, code }), draft()))).toBe(
      '401 CREDENTIAL_INVALID',
    );
    expect(plain.routes.filter(({ area }) => area === 'Custody')).toEqual([]);
    await plain.close();
  });

  async function delegate(code: string): Promise<{ certificate: string; privateKey: string }> {
    return await gateway.ledger.taxpayerAuthorities.PlatformMSP.enrollWithNewKey({
      commonName: code,
      ou: 'client',
      validity: validFor(30, new Date()),
      attributes: { role: 'delegate', 'taxpayer.id': code },
    });
  }
});

describe('the operator', () => {
  test('moves a taxpayer with its own key into custody, and back', async () => {
    const shop = await gateway.seller();
    const path = `/v1/bureau/taxpayers/${shop.code}`;
    const { privateKey, csr } = await accessKey(shop.code);
    const made = await gateway.operator.post<CustodyBody>(CUSTODIAN, { code: shop.code, csr });
    const [key] = made.body.keys;
    expect([made.status, key?.inForce]).toEqual([201, false]);
    const delegated = gateway.client({
      certificate: made.body.certificate ?? '',
      privateKey,
      code: shop.code,
    });
    const sold = draftOf(shop.code, enterprise(company.code));
    // Until the bureau has registered the new key, the old one is the taxpayer's.
    expect(refusalOf(await issueBy(delegated, sold))).toBe('401 CREDENTIAL_INVALID');
    expect((await shop.issue(sold)).status).toBe(201);

    await gateway.officer.send('PATCH', path, { body: { publicKey: key?.publicKey } });
    expect((await issueBy(delegated, sold)).status).toBe(201);
    expect(refusalOf(await shop.issue(sold))).toBe('401 CREDENTIAL_INVALID');

    // In force, the key stays.
    const kept = await gateway.operator.post<CustodyBody>(`${CUSTODIAN}/${shop.code}/erase`, {});
    expect([kept.status, kept.body.keys.length]).toEqual([200, 1]);
    const own = await accessKey(shop.code);
    const { body } = await gateway.officer.send<{ certificate: string }>('PATCH', path, {
      body: { csr: own.csr },
    });
    const free = gateway.client({ ...body, privateKey: own.privateKey, code: shop.code });
    expect((await free.issue(sold)).status).toBe(201);
    expect(refusalOf(await issueBy(delegated, sold))).toBe('401 CREDENTIAL_INVALID');
    const erased = await gateway.operator.post<CustodyBody>(`${CUSTODIAN}/${shop.code}/erase`, {});
    expect([erased.status, erased.body.keys]).toEqual([200, []]);
    expect(refusalOf(await gateway.operator.get(`${CUSTODIAN}/${shop.code}`))).toBe('404 CUSTODY_NOT_FOUND');
    const events = journal().filter(({ code, event }) => code === shop.code && event !== 'signed');
    expect(events.map(({ event }) => event)).toEqual(['enrolled', 'erased']);
  });

  test('exchanges an access key, which shuts the old one out', async () => {
    const shop = await takeIntoCustody(gateway, enterpriseCode(6010));
    await gateway.grant(shop);
    const path = `${CUSTODIAN}/${shop.code}`;
    const { privateKey, csr } = await accessKey(shop.code);
    const { status, body } = await gateway.operator.send<CustodyBody>('PATCH', path, { body: { csr } });
    expect([status, body.keys.length]).toEqual([200, 1]);
    const renewed = gateway.client({ certificate: body.certificate ?? '', privateKey, code: shop.code });
    const sold = draftOf(shop.code, enterprise(company.code));
    expect((await issueBy(renewed, sold)).status).toBe(201);
    expect(refusalOf(await issueBy(shop, sold))).toBe('401 CREDENTIAL_INVALID');
  });

  test('has one key wait for the bureau at a time', async () => {
    const code = enterpriseCode(6011);
    const asked = { code, publicKey: base64Of(generateKeyPair().publicKey) };
    const first = await gateway.operator.post<CustodyBody>(CUSTODIAN, asked);
    expect([first.status, first.body.certificate]).toEqual([201, undefined]);
    expect(refusalOf(await gateway.operator.post(CUSTODIAN, asked))).toBe('409 KEY_IN_CUSTODY');
    await gateway.operator.post(`${CUSTODIAN}/${code}/erase`, {});
    expect((await gateway.operator.post(CUSTODIAN, asked)).status).toBe(201);
  });

  test.each([
    ['neither request nor key', {}, '422 FIELD_VALUE'],
    ['a request that is none', { csr: 'x' }, '422 FIELD_VALUE'],
    ['a key that is none', { publicKey: 'AAAA' }, '422 FIELD_VALUE'],
    ['a code that is none', { code: 'x' }, '422 CREDIT_CODE_INVALID'],
    ['an unknown field', { more: 1 }, '422 FIELD_UNKNOWN'],
  ])('is refused with %s', async (_, over, refusal) => {
    const reply = await gateway.operator.post(CUSTODIAN, { code: enterpriseCode(6012), ...over });
    expect(refusalOf(reply)).toBe(refusal);
  });

  test('cannot touch what is not in custody', async () => {
    const { csr } = await accessKey(company.code);
    const path = `${CUSTODIAN}/${company.code}`;
    const replies = [
      await gateway.operator.get(path),
      await gateway.operator.send('PATCH', path, { body: { csr } }),
      await gateway.operator.post(`${path}/erase`, {}),
    ];
    expect(replies.map(refusalOf)).toEqual(Array(3).fill('404 CUSTODY_NOT_FOUND'));
  });

  test('decides alone: no officer, no taxpayer, no other organization’s operator', async () => {
    const { privateKey } = generateKeyPair();
    const csr = await createCsr({ privateKey, commonName: 'x' });
    const foreign = gateway.client(await enrol(gateway.ledger.authorities.AuditorMSP, 'operator'));
    const path = `${CUSTODIAN}/${seller.code}`;
    for (const client of [gateway.officer, seller, company, foreign]) {
      const replies = [
        await client.post(CUSTODIAN, { code: seller.code, csr }),
        await client.send('PATCH', path, { body: { csr } }),
        await client.post(`${path}/erase`, {}),
      ];
      expect(replies.map(refusalOf)).toEqual(Array(3).fill('403 ROLE_REQUIRED'));
    }
    expect(refusalOf(await foreign.get(path))).toBe('403 ROLE_REQUIRED');
    expect(refusalOf(await company.get(path))).toBe('403 NOT_A_PARTY');
    expect((await gateway.auditor.get(path)).status).toBe(200);
  });
});

test('the API’s document says that a custodian does without the signature', async () => {
  interface Described {
    paths: Record<string, { post: { parameters: { name: string; required?: boolean }[] } }>;
  }
  const needs = async (of: TestGateway): Promise<boolean | undefined> => {
    const { body } = await of.anonymous<Described>('GET', '/openapi.json');
    const { parameters } = body.paths['/v1/invoices/{number}/lock']?.post ?? { parameters: [] };
    return parameters.find(({ name }) => name === 'Fapiao-Signature')?.required;
  };
  const plain = await TestGateway.bare();
  expect([await needs(gateway), await needs(plain)]).toEqual([undefined, true]);
  await plain.close();
});
