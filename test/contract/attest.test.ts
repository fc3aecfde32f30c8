import { type AttestationJson, canonicalJson, formatInstant } from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, NOW, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import type { Participant } from '../support/signed-calls.ts';

const DAY_MS = 86_400_000;

let world: World;
let shop: Participant;
let company: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00' });
});
beforeEach(() => world.clock.set(NOW));
afterAll(() => world.close());

async function issued(): Promise<string> {
  const { invoices } = await world.issue(shop, [draftOf(shop.code, enterprise(company.code))]);
  return invoices[0]?.number as string;
}

function call(name: 'Attest' | 'ReadInvoice', number: string): ContractCall {
  return { contract: 'invoice', function: name, args: [canonicalJson({ number })] };
}

/** Returns the attestation of an invoice, asked for by a caller whose clock is so many seconds ahead. */
async function attested(number: string, skewSeconds: number): Promise<AttestationJson> {
  const client = world.clientAt(skewSeconds * 1000);
  return JSON.parse(await client.evaluate(world.operator, call('Attest', number))) as AttestationJson;
}

function now(): number {
  return Math.floor(world.clock.now() / 1000);
}

test('an attestation is of a time that is at most five minutes from the endorser’s clock', async () => {
  const number = await issued();
  expect((await attested(number, 300)).asOf).toBe(formatInstant(now() + 300));
  for (const skew of [301, -301])
    expect(await refusal(attested(number, skew))).toMatchObject({ code: 'TIMESTAMP_SKEW' });
});

test('an attestation names the check page that the bureau has set, and none when it has removed it', async () => {
  const number = await issued();
  expect(await attested(number, 0)).not.toHaveProperty('checkPage');
  const checkPage = 'https://check.example/';
  expect(await world.bureau('SetCheckPage', { checkPage })).toEqual({ checkPage });
  expect(await attested(number, 0)).toMatchObject({ checkPage });
  expect(await world.bureau('SetCheckPage', {})).toEqual({});
  expect(await attested(number, 0)).not.toHaveProperty('checkPage');
});

test.each([
  'http://check.example/',
  'https://check.example/?to=',
  'https://user@check.example/',
  'https://查验.example/',
])('the check page is never %s', async (checkPage) => {
  expect(await refusal(world.bureau('SetCheckPage', { checkPage }))).toMatchObject({ code: 'FIELD_VALUE' });
});

test('an attestation is never earlier than the facts in it, whichever clock the caller has', async () => {
  const number = await issued();
  world.clock.advance(60_000);
  const issuedAt = now() - 60;
  expect((await attested(number, -60)).asOf).toBe(formatInstant(issuedAt));
  expect((await attested(number, -61)).asOf).toBe(formatInstant(issuedAt));
  await world.lock(company, company.code, number);
  expect((await attested(number, -61)).asOf).toBe(formatInstant(now()));
  world.clock.advance(30 * DAY_MS - 1000);
  await world.freeze(number, '核查');
  expect(await attested(number, -60)).toMatchObject({ asOf: formatInstant(now()), status: { lock: {} } });
  world.clock.advance(1000);
  expect((await attested(number, 0)).status.lock).toBeUndefined();
});

test('reading has no bound: an invoice is found also with a clock before its issue', async () => {
  const number = await issued();
  const early = world.clientAt(-600_000);
  const view = JSON.parse(await early.evaluate(world.operator, call('ReadInvoice', number)));
  expect(view).toMatchObject({
    invoice: { number, issuedAt: formatInstant(now()) },
    status: { state: 'OPEN' },
  });
});
