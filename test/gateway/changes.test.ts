import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
let other: MerchantClient;
let person: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  [seller, buyer, other, person] = [
    await gateway.seller(),
    await gateway.company(),
    await gateway.company(),
    await gateway.person(),
  ];
});
afterAll(async () => await gateway.close());

/** A fresh invoice made out to the buyer, 4449.00 gross. */
async function issued(): Promise<string> {
  const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
  return body.invoices[0]?.number as string;
}

test('an invoice is passed on, locked, redeemed in part, and redeemed in full', async () => {
  const number = await issued();
  const passed = await buyer.change('transfer', number, { to: person.code });
  expect([passed.status, passed.body.status.holder]).toEqual([200, person.code]);
  await person.change('transfer', number, { to: buyer.code });
  const locked = await buyer.change('lock', number, { company: buyer.code });
  expect([locked.status, locked.body.status.state]).toEqual([200, 'LOCKED']);
  const part = await buyer.change('redeem', number, { amount: '4000.00' });
  expect([part.body.status.state, part.body.status.rest]).toEqual(['OPEN', '449.00']);
  await buyer.change('lock', number, { company: buyer.code });
  const whole = await buyer.change('redeem', number, { amount: '449.00' });
  expect([whole.body.status.state, whole.body.status.rest]).toEqual(['REDEEMED', '0.00']);
});

test('a lock is given up', async () => {
  const number = await issued();
  await buyer.change('lock', number, { company: buyer.code });
  const { status, body } = await buyer.change('unlock', number);
  expect([status, body.status.state]).toEqual([200, 'OPEN']);
});

test('a change that is repeated gets the same answer; with other content it is refused', async () => {
  const number = await issued();
  const requestId = randomUUID();
  const first = await buyer.change('transfer', number, { to: other.code }, requestId);
  expect((await buyer.change('transfer', number, { to: other.code }, requestId)).body).toEqual(first.body);
  expect(refusalOf(await buyer.change('transfer', number, { to: person.code }, requestId))).toBe(
    '409 REQUEST_ID_REUSED',
  );
});

describe('refusals', () => {
  test('who does not hold it cannot pass it on or lock it', async () => {
    const number = await issued();
    expect(refusalOf(await other.change('transfer', number, { to: other.code }))).toBe('403 NOT_THE_HOLDER');
    expect(refusalOf(await other.change('lock', number, { company: other.code }))).toBe('403 NOT_THE_HOLDER');
  });

  test('a locked invoice stays where it is', async () => {
    const number = await issued();
    await buyer.change('lock', number, { company: buyer.code });
    expect(refusalOf(await buyer.change('transfer', number, { to: other.code }))).toBe('409 INVOICE_LOCKED');
    expect(refusalOf(await other.change('unlock', number))).toBe('403 NOT_THE_CLAIMANT');
    expect(refusalOf(await other.change('redeem', number, { amount: '1.00' }))).toBe('403 NOT_THE_CLAIMANT');
    expect(refusalOf(await buyer.change('redeem', number, { amount: '4449.01' }))).toBe(
      '409 REDEEM_EXCEEDS_REST',
    );
  });

  test('an open invoice cannot be unlocked or redeemed', async () => {
    const number = await issued();
    expect(refusalOf(await buyer.change('unlock', number))).toBe('409 INVOICE_NOT_LOCKED');
    expect(refusalOf(await buyer.change('redeem', number, { amount: '1.00' }))).toBe(
      '409 INVOICE_NOT_LOCKED',
    );
  });

  test('a redeemed invoice is done with', async () => {
    const number = await issued();
    await buyer.change('lock', number, { company: buyer.code });
    await buyer.change('redeem', number, { amount: '4449.00' });
    expect(refusalOf(await buyer.change('lock', number, { company: buyer.code }))).toBe(
      '409 INVOICE_REDEEMED',
    );
  });

  test('the title must be the claiming company’s', async () => {
    const number = await issued();
    expect(refusalOf(await buyer.change('lock', number, { company: other.code }))).toBe(
      '409 CLAIM_TITLE_MISMATCH',
    );
  });

  test('a taxpayer that is named must be registered', async () => {
    const number = await issued();
    const stranger = 'P00000000000099999';
    expect(refusalOf(await buyer.change('transfer', number, { to: stranger }))).toBe(
      '404 TAXPAYER_NOT_FOUND',
    );
  });

  test('an unknown number', async () => {
    const reply = await buyer.change('transfer', '0'.repeat(20), { to: other.code });
    expect(refusalOf(reply)).toBe('404 INVOICE_NOT_FOUND');
  });

  test.each([
    ['transfer', { to: 'unknown' }, '422 CREDIT_CODE_INVALID'],
    ['lock', { company: 'P00000000000000001' }, '422 CREDIT_CODE_INVALID'],
    ['redeem', { amount: '1' }, '422 MONEY_FORMAT'],
    ['redeem', { amount: '-1.00' }, '422 MONEY_FORMAT'],
    ['redeem', {}, '422 FIELD_REQUIRED'],
    ['unlock', { to: 'x' }, '422 FIELD_UNKNOWN'],
  ] as const)('%s of %j is %s', async (operation, fields, refusal) => {
    expect(refusalOf(await buyer.change(operation, await issued(), fields))).toBe(refusal);
  });

  test('a statement about another invoice does not fit', async () => {
    const [first, second] = [await issued(), await issued()];
    const headers = await buyer.statement('transfer', { to: other.code, invoices: [{ number: first }] });
    const path = `/v1/invoices/${second}/transfer`;
    expect(refusalOf(await buyer.send('POST', path, { body: { to: other.code }, headers }))).toBe(
      '403 SIGNATURE_INVALID',
    );
  });
});
