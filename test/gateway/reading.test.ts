import { inflateSync } from 'node:zlib';
import { type CreditAnswer, nameCommitment } from '@fapiao-ledger/core';
import { verifyReceipt } from '@fapiao-ledger/receipt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { enrol, refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

type Who = 'seller' | 'buyer' | 'holder' | 'claimant' | 'stranger' | 'officer' | 'auditor' | 'operator';

const OPENING = { name: '示例买方', salt: '00112233445566778899aabbccddeeff' };

let gateway: TestGateway;
let people: Record<Who, MerchantClient>;
let number: string;
let toPerson: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  const seller = await gateway.seller();
  const buyer = await gateway.company();
  people = {
    seller,
    buyer,
    holder: await gateway.person(),
    claimant: await gateway.company(),
    stranger: await gateway.company(),
    officer: gateway.officer,
    auditor: gateway.auditor,
    operator: gateway.client(await enrol(gateway.ledger.authorities.PlatformMSP, 'operator')),
  };
  number = await issue(enterprise(buyer.code));
  await buyer.change('transfer', number, { to: people.holder.code });
  const commitment = nameCommitment(OPENING);
  toPerson = await issue({ type: 'PERSON', nameCommitment: commitment });
  await seller.change('transfer', toPerson, { to: people.holder.code });
  await people.holder.change('lock', toPerson, { company: people.claimant.code });
});
afterAll(async () => await gateway.close());

async function issue(buyer: Parameters<typeof draftOf>[1]): Promise<string> {
  const { body } = await people.seller.issue(draftOf(people.seller.code, buyer));
  return body.invoices[0]?.number as string;
}

const READINGS = ['', '/history', '/proof', '/receipt.pdf'];

/** Whether each may read an invoice made out to the buyer that the holder has, and one the claimant has locked. */
const MATRIX: readonly [Who, boolean, boolean][] = [
  ['seller', true, true],
  ['buyer', true, false],
  ['holder', true, true],
  ['claimant', false, true],
  ['stranger', false, false],
  ['officer', true, true],
  ['auditor', true, true],
  ['operator', false, false],
];

describe.each(MATRIX)('%s', (who, readsFirst, readsSecond) => {
  test.each(READINGS)('reads%s as its part in the invoice allows', async (reading) => {
    const first = await people[who].get(`/v1/invoices/${number}${reading}`);
    const second = await people[who].get(`/v1/invoices/${toPerson}${reading}`);
    const statusOf = (may: boolean) => (may ? 200 : 403);
    expect([first.status, second.status]).toEqual([statusOf(readsFirst), statusOf(readsSecond)]);
    if (!readsFirst) expect(refusalOf(first)).toBe('403 NOT_A_PARTY');
  });

  test('reads a taxpayer and its credit only as that taxpayer or as the bureau', async () => {
    const may = ['seller', 'officer', 'auditor'].includes(who) ? 200 : 403;
    const { code } = people.seller;
    const taxpayer = await people[who].get(`/v1/taxpayers/${code}`);
    const credit = await people[who].get(`/v1/credits/${code}/${gateway.month}`);
    expect([taxpayer.status, credit.status]).toEqual([may, may]);
  });
});

test('an invoice has its state and the height at which it was read', async () => {
  const { body } = await people.buyer.get<Record<string, Record<string, unknown>>>(`/v1/invoices/${number}`);
  expect(Object.keys(body)).toEqual(['invoice', 'status', 'height']);
  expect(body.invoice).toMatchObject({
    number,
    seller: { code: people.seller.code },
    totals: { gross: '4449.00' },
  });
  expect(body.status).toEqual({
    state: 'OPEN',
    holder: people.holder.code,
    rest: '4449.00',
    redemptions: [],
  });
  expect(body.height).toMatch(/^[0-9]+$/);
});

test('the history has every state, newest first', async () => {
  const { body } = await people.seller.get<{ history: { status: { state: string } }[] }>(
    `/v1/invoices/${toPerson}/history`,
  );
  expect(body.history.map(({ status }) => status.state)).toEqual(['LOCKED', 'OPEN']);
});

test('every answer from the ledger has its height', async () => {
  const { code } = people.seller;
  const height = String((await gateway.home.client.status()).height);
  for (const path of [
    `/v1/invoices/${number}`,
    `/v1/invoices/${number}/history`,
    `/v1/taxpayers/${code}`,
    `/v1/credits/${code}/${gateway.month}`,
  ]) {
    expect((await people.seller.get(path)).body, path).toMatchObject({ height });
  }
});

test('a month’s credit is granted, used and left, and the numbers that lanes hold count as left', async () => {
  const path = `/v1/credits/${people.seller.code}/${gateway.month}`;
  const before = (await people.seller.get<CreditAnswer>(path)).body;
  expect(fenOf(before.granted)).toBe(fenOf(before.used) + fenOf(before.left));
  await people.seller.issue(draftOf(people.seller.code, enterprise(people.buyer.code)), { lane: 'till-1' });
  const after = (await people.seller.get<CreditAnswer>(path)).body;
  expect(fenOf(before.left) - fenOf(after.left)).toBe(fenOf('4197.17'));
  expect(after.numbersLeft).toBe(before.numbersLeft - 1);
  expect(after.lanes.map(({ lane }) => lane)).toEqual(['main', 'till-1']);
});

function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}

test('the receipt is one that any verifier accepts', async () => {
  const { type, body, headers } = await people.buyer.get<Uint8Array>(`/v1/invoices/${number}/receipt.pdf`);
  expect([type, headers.get('content-disposition')]).toEqual([
    'application/pdf',
    `inline; filename="${number}.pdf"`,
  ]);
  expect(verifyReceipt(body, gateway.home.trust, new Date())).toMatchObject({
    valid: true,
    facts: { attestation: { invoice: { number } }, signer: { mspId: 'PlatformMSP', role: 'operator' } },
  });
});

test('the receipt shows a person’s name only to a caller with the opening', async () => {
  const path = `/v1/invoices/${toPerson}/receipt.pdf`;
  const opened = await people.holder.post<Uint8Array>(path, { opening: OPENING });
  expect(opened.status).toBe(200);
  expect(verifyReceipt(opened.body, gateway.home.trust, new Date()).valid).toBe(true);
  const plain = await people.holder.get<Uint8Array>(path);
  expect([textsIn(opened.body), textsIn(plain.body)].map((texts) => texts.includes(OPENING.name))).toEqual([
    true,
    false,
  ]);
  const wrong = await people.holder.post(path, { opening: { ...OPENING, name: '别人' } });
  expect(refusalOf(wrong)).toBe('422 FIELD_VALUE');
  expect(refusalOf(await people.stranger.post(path, { opening: OPENING }))).toBe('403 NOT_A_PARTY');
});

/** Everything that stands in the compressed parts of a PDF: the attached data among them. */
function textsIn(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const texts: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    try {
      texts.push(inflateSync(bytes.subarray(at + 7), { finishFlush: 2 }).toString('utf8'));
    } catch {
      texts.push(bytes.toString('utf8', at + 7, bytes.indexOf('endstream', at)));
    }
  }
  return texts.join('\n');
}

test('what does not exist is not found', async () => {
  expect(refusalOf(await people.officer.get(`/v1/invoices/${'9'.repeat(20)}`))).toBe('404 INVOICE_NOT_FOUND');
  expect(refusalOf(await people.officer.get('/v1/taxpayers/P00000000000099999'))).toBe(
    '404 TAXPAYER_NOT_FOUND',
  );
  expect(refusalOf(await people.officer.get(`/v1/credits/${people.seller.code}/2020-01`))).toBe(
    '404 CREDIT_NOT_FOUND',
  );
});

test.each([
  ['/v1/invoices/123', '422 NUMBER_FORMAT'],
  ['/v1/invoices/123/history', '422 NUMBER_FORMAT'],
  ['/v1/taxpayers/123', '422 CREDIT_CODE_INVALID'],
  ['/v1/credits/123/2026-13', '422 CREDIT_CODE_INVALID'],
])('%s is %s', async (path, refusal) => {
  expect(refusalOf(await people.officer.get(path))).toBe(refusal);
});
