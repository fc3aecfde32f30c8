import {
  canonicalJson,
  formatInstant,
  type Json,
  type RequestAttestationJson,
  RULE_SET_2026,
} from '@fapiao-ledger/core';
import type { Identity } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { highTwin } from '../embedded/tampering.ts';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask } from '../support/replay-story.ts';
import { issueCall, type Participant, type SignOptions, signedAct } from '../support/signed-calls.ts';

const DAY_MS = 86_400_000;
let world: World;
let shop: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(shop, { credit: '1000000.00' });
});

afterAll(() => world.close());

interface Attempt extends SignOptions {
  readonly relay?: Identity;
  readonly actor?: string;
  readonly signer?: Participant;
  readonly more?: Readonly<Record<string, Json>>;
}

/** Grants credit to a seller that is not registered, which is the last reason to refuse. */
async function attempt({ relay = world.officer, actor, signer, more = {}, ...options }: Attempt) {
  const body = { seller: enterpriseCode(99), month: world.month, net: '1.00', ...more };
  const signing = { ...world.signingOfficer, ...(signer && { identity: signer.identity }) };
  const act = signedAct(world, signing, 'grant-credit', body, { ...options, ...(actor && { actor }) });
  const call = { contract: 'bureau', function: 'GrantCredit', args: [canonicalJson(act)] } as const;
  return await refusal(world.client.submit(relay, call));
}

test('an act is refused with the first reason of those in their order', async () => {
  const used = { requestId: 'request-used' };
  const grant = { seller: shop.code, month: world.month, net: '1000000.00' };
  await world.bureau('GrantCredit', grant, used);
  await world.bureau('GrantCredit', grant, { requestId: 'request-done' });
  const at = Math.floor(world.now() / 1000);
  const reasons: [string, Attempt][] = [
    ['FIELD_UNKNOWN', { more: { note: 'x' } }],
    ['OTHER_LEDGER', { ledger: { ...world.ledger, contract: 'other' } }],
    ['OFFICER_NOT_FOUND', { actor: 'O-UNKNOWN' }],
    ['ROLE_REQUIRED', { relay: world.operator }],
    ['REQUEST_ID_REUSED', used],
    ['STATEMENT_EXPIRED', { notAfter: formatInstant(at - 1) }],
    ['KEY_EPOCH', { keyEpoch: 'ffffffffffffffff' }],
    ['SIGNATURE_INVALID', { signer: shop }],
    ['REPLACED_REQUEST_USED', { replaces: 'request-done' }],
    ['TAXPAYER_NOT_FOUND', {}],
  ];
  for (const [index, [code]] of reasons.entries()) {
    const rest = reasons.slice(index).map(([, one]) => one);
    expect(await attempt(Object.assign({}, ...rest.toReversed()) as Attempt)).toMatchObject({ code });
  }
});

test('a request cannot name itself as the one it replaces, and a cancellation names one', async () => {
  const own = { requestId: 'request-own', replaces: 'request-own' };
  const { faults } = await attempt(own);
  expect(faults).toMatchObject([{ code: 'FIELD_VALUE', path: '/replaces' }]);
  const act = signedAct(world, shop, 'cancel', {});
  const call = { contract: 'invoice', function: 'CancelRequest', args: [canonicalJson(act)] } as const;
  expect((await refusal(world.client.submit(world.operator, call))).faults).toMatchObject([
    { code: 'FIELD_REQUIRED', path: '/replaces' },
  ]);
});

describe('a signature that is no use', () => {
  const drafts = () => [draftOf(shop.code, { type: 'PERSON' })];

  test.each<[string, (der: Buffer) => string, RegExp]>([
    [
      'has the higher s',
      (der) => Buffer.from(highTwin(der)).toString('base64'),
      /higher of its two s values/,
    ],
    ['is cut short', (der) => der.subarray(0, -1).toString('base64'), /not DER in base64/],
    ['ends in a new line', (der) => `${der.toString('base64')}\n`, /not DER in base64/],
  ])('because it %s is answered so, with the digest of the request', async (_, spoil, reason) => {
    const { args, ...call } = issueCall(world, shop, drafts());
    const argument = JSON.parse(args[0] as string) as { requests: [{ signature: string }] };
    const [request] = argument.requests;
    request.signature = spoil(Buffer.from(request.signature, 'base64'));
    const spoiled = { ...call, args: [canonicalJson(argument)] };
    const { code, message } = await refusal(world.client.submit(world.operator, spoiled));
    expect(code).toBe('SIGNATURE_INVALID');
    expect(message).toMatch(reason);
    expect(message).toMatch(/request [0-9a-f]{64} of /);
  });
});

test('what became of a request is read with the name of the ledger, to be endorsed', async () => {
  const read = (requestId: string) =>
    ask<RequestAttestationJson>(world, 'invoice:ReadRequest', { actor: shop.code, requestId });
  const named = { actor: shop.code, ledger: world.ledger.id, contract: world.ledger.contract };
  expect(await read('issue-0001')).toMatchObject({ ...named, requestId: 'issue-0001' });
  expect(await read('issue-0001')).not.toHaveProperty('record');
  const drafts = [draftOf(shop.code, { type: 'PERSON' })];
  const { transactionId } = await world.issue(shop, drafts, {
    requestId: 'issue-0002',
    replaces: 'issue-0001',
  });
  expect((await read('issue-0002')).record).toMatchObject({ result: { transactionId } });
  expect((await read('issue-0001')).record).toEqual({ replacedBy: 'issue-0002' });
  const late = world.issue(shop, drafts, { requestId: 'issue-0001' });
  expect(await refusal(late)).toMatchObject({ code: 'REQUEST_REPLACED' });
  const again = world.issue(shop, drafts, { requestId: 'issue-0003', replaces: 'issue-0002' });
  expect(await refusal(again)).toMatchObject({ code: 'REPLACED_REQUEST_USED' });
});

test('how far ahead a statement may end is what the bureau has published for the day', async () => {
  const validFrom = formatInstant(Math.floor((world.now() + DAY_MS + 8 * 3_600_000) / 1000)).slice(0, 10);
  const next = { ...RULE_SET_2026, version: 'short', validFrom, statementDays: 1 };
  await world.bureau('PublishRuleSet', next as unknown as Json);
  const twoDays = () => ({ notAfter: formatInstant(Math.floor((world.now() + 2 * DAY_MS) / 1000)) });
  const issue = () => world.issue(shop, [draftOf(shop.code, { type: 'PERSON' })], twoDays());
  await issue();
  world.clock.advance(DAY_MS);
  expect(await refusal(issue())).toMatchObject({ code: 'STATEMENT_TOO_LONG' });
  world.clock.advance(-DAY_MS);
});
