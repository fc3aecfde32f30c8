import type { Json, OfficerJson, PageResult, ScopedKeyJson, TaxpayerJson } from '@fapiao-ledger/core';
import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delayedClient } from '../support/delayed-client.ts';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, NOW, type World } from '../support/embedded-world.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask, callBy } from '../support/replay-story.ts';
import {
  type KeyWish,
  keyCall,
  newKey,
  registerTill,
  revokeTill,
  type Till,
} from '../support/scoped-keys.ts';
import { issueCall, type Participant, pageCallOf, signedRequest } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;
let company: Participant;
let employee: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  employee = await world.register(personId(1), 'PERSON');
  await world.openLane(shop, { credit: '1000000.00', numbers: 1_000 });
});

afterAll(() => world.close());

const draft = () => draftOf(shop.code, enterprise(company.code), { holder: employee.code });
const tillOf = async (wish: KeyWish = {}) => await registerTill(world, shop, wish);
const keysOf = async ({ code }: Participant): Promise<readonly ScopedKeyJson[]> =>
  await ask(world, 'taxpayer:ReadKeys', { code });

describe('a further key', () => {
  test('issues for its taxpayer until it is revoked; what it issued stays', async () => {
    const till = await tillOf({ name: 'till-1', scopes: ['issue'] });
    const call = issueCall(world, till, [draft()]);
    const { result } = await world.client.submit(world.operator, call);
    const kept = issueCall(world, till, [draft()]);
    expect(await keysOf(shop)).toContainEqual(till.key);
    expect(await revokeTill(world, shop, 'till-1')).toEqual(till.key);
    expect(await keysOf(shop)).not.toContainEqual(till.key);
    expect(await refusal(world.client.submit(world.operator, kept))).toMatchObject({ code: 'KEY_EPOCH' });
    expect((await world.client.submit(world.operator, call)).result).toBe(result);
  });

  test('of a name that was used before is another one: a withheld statement stays refused', async () => {
    const till = await tillOf({ name: 'till-2', scopes: ['issue'] });
    const kept = issueCall(world, till, [draft()]);
    await revokeTill(world, shop, 'till-2');
    const again = await tillOf({ name: 'till-2', scopes: ['issue'], publicKey: till.key.publicKey });
    expect(again.keyEpoch).not.toBe(till.keyEpoch);
    expect(await refusal(world.client.submit(world.operator, kept))).toMatchObject({ code: 'KEY_EPOCH' });
    await world.issue({ ...till, keyEpoch: again.keyEpoch }, [draft()]);
  });

  test('circulates the invoices of its taxpayer, and issues none', async () => {
    const { invoices } = await world.issue(shop, [draft(), draft()]);
    const [number = '', other = ''] = invoices.map((invoice) => invoice.number);
    const wallet = await registerTill(world, employee, { scopes: ['circulate'] });
    const books = await registerTill(world, company, { scopes: ['circulate'] });
    await world.lock(wallet, company.code, number);
    await world.unlock(books, number);
    await world.lock(wallet, company.code, number);
    expect(await world.redeem(books, number, '1.00')).toMatchObject({ redemptions: [{ amount: '1.00' }] });
    expect(await world.transfer(wallet, company.code, other)).toMatchObject({ holder: company.code });
    const till = await tillOf({ scopes: ['circulate'] });
    expect(await refusal(world.issue(till, [draft()]))).toMatchObject({ code: 'KEY_SCOPE' });
  });

  test('may sign nothing else: no keys, no use, no red letter, nothing that only reads', async () => {
    const till = await tillOf();
    const { invoices } = await world.issue(till, [draft()]);
    const number = invoices[0]?.number ?? '';
    const more = { name: 'more', publicKey: newKey().publicKey, scopes: ['issue'] };
    const acts = [
      () => world.submit(world.operator, keyCall(world, till, 'register-key', more)),
      () => world.submit(world.operator, keyCall(world, till, 'revoke-key', { name: till.key.name })),
      () => world.redLetter(till, 'start-red-letter', { number, reason: '01', lane: 'main' }),
      () => world.change(till, 'revoke-use', { invoices: [{ number }] }),
      async () => await world.issue(await tillOf({ scopes: ['read'] }), [draft()]),
    ];
    for (const act of acts) expect(await refusal(act())).toMatchObject({ code: 'KEY_SCOPE' });
  });

  test('gives up a request of its taxpayer, unless it only reads', async () => {
    const till = await tillOf({ scopes: ['issue'] });
    await world.submit(world.operator, world.cancelCall(till, 'request-of-till'));
    const reader = await tillOf({ scopes: ['read'] });
    const cancel = world.submit(world.operator, world.cancelCall(reader, 'request-of-reader'));
    expect(await refusal(cancel)).toMatchObject({ code: 'KEY_SCOPE' });
  });

  test('signs no statement of another taxpayer, though its epoch is known', async () => {
    const till = await tillOf();
    const stolen = { ...company, keyEpoch: till.keyEpoch, identity: till.identity };
    await world.openLane(company, { credit: '1000.00', numbers: 1 });
    expect(await refusal(world.issue(stolen, [draft()]))).toMatchObject({ code: 'KEY_EPOCH' });
  });

  test('is refused under the epoch of the own key, and the own key under that of the till', async () => {
    const till = await tillOf();
    const asOwn = { ...till, keyEpoch: shop.keyEpoch };
    expect(await refusal(world.issue(asOwn, [draft()]))).toMatchObject({ code: 'SIGNATURE_INVALID' });
    const asTill = { ...shop, keyEpoch: till.keyEpoch };
    expect(await refusal(world.issue(asTill, [draft()]))).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });
});

describe('the bounds of a key', () => {
  test('hold for its lanes', async () => {
    const till = await tillOf({ scopes: ['issue'], lanes: ['till-9'] });
    expect(await refusal(world.issue(till, [draft()]))).toMatchObject({ code: 'KEY_SCOPE' });
    const own = await tillOf({ scopes: ['issue'], lanes: ['other', 'main'] });
    await world.issue(own, [draft()]);
  });

  test('name each invoice whose gross is larger, after the rules of tax', async () => {
    const small = draft();
    const { gross } = small.totals;
    const till = await tillOf({ amountMax: gross });
    await world.issue(till, [small]);
    const below = await tillOf({ amountMax: (Number(gross) - 0.01).toFixed(2) });
    const { code, faults } = await refusal(world.issue(below, [small, small]));
    expect(code).toBe('KEY_AMOUNT');
    expect(faults.map(({ path }) => path)).toEqual(['/invoices/0', '/invoices/1']);
    const broken = { ...small, totals: { ...small.totals, net: '0.01' } };
    expect(await refusal(world.issue(below, [broken]))).toMatchObject({ code: 'TOTALS_MISMATCH' });
  });

  test('hold for what is redeemed at once, and for the gross of what is passed on', async () => {
    const { invoices } = await world.issue(shop, [draft(), draft()]);
    const [number = '', other = ''] = invoices.map((invoice) => invoice.number);
    const { gross } = draft().totals;
    const wallet = await registerTill(world, employee, { scopes: ['circulate'], amountMax: '1.00' });
    const refused = await refusal(world.transfer(wallet, company.code, number));
    expect(refused.faults).toMatchObject([{ code: 'KEY_AMOUNT', path: '/invoices/0' }]);
    const strangers = await registerTill(world, company, { scopes: ['circulate'], amountMax: '1.00' });
    const guess = await refusal(world.transfer(strangers, company.code, number));
    expect(guess.code).toBe('NOT_THE_HOLDER');
    await world.lock(employee, company.code, number, other);
    const both = [
      { number, amount: '1.00' },
      { number: other, amount: '1.01' },
    ];
    const redeem = await refusal(world.change(strangers, 'redeem', { invoices: both }));
    expect(redeem.faults).toMatchObject([{ code: 'KEY_AMOUNT', path: '/invoices/1' }]);
    expect((await world.read(number)).status.rest).toBe(gross);
    await world.redeem(strangers, number, '1.00');
  });
});

describe('a registration', () => {
  test('is refused for a name or a key in use, and for a person that would issue', async () => {
    const till = await tillOf({ name: 'taken' });
    const { publicKey } = newKey();
    for (const [wish, code] of [
      [{ name: 'taken', publicKey }, 'KEY_EXISTS'],
      [{ name: 'free', publicKey: till.key.publicKey }, 'KEY_IN_USE'],
      [{ name: 'free', publicKey: shop.taxpayer.publicKey }, 'KEY_IN_USE'],
      [{ name: 'free', publicKey, until: '2020-01-01T00:00:00Z' }, 'KEY_ENDED'],
    ] as const)
      expect(await refusal(tillOf(wish))).toMatchObject({ code });
    expect(await refusal(registerTill(world, employee, { scopes: ['issue'] }))).toMatchObject({
      faults: [{ code: 'FIELD_VALUE', path: '/scopes' }],
    });
    expect(await refusal(revokeTill(world, shop, 'unknown'))).toMatchObject({ code: 'KEY_NOT_FOUND' });
  });

  test('ends when the bureau registers another own key, or the same one anew', async () => {
    const mover = await world.register(enterpriseCode(20), 'GENERAL');
    await world.openLane(mover, { credit: '100000.00', numbers: 10 });
    const till = await registerTill(world, mover, { name: 'till-1' });
    const own = draftOf(mover.code, { type: 'PERSON' });
    await world.issue(till, [own]);
    const { publicKey } = mover.taxpayer;
    const { keyEpoch } = await world.bureau<TaxpayerJson>('AmendTaxpayer', { code: mover.code, publicKey });
    expect(await keysOf(mover)).toEqual([]);
    expect(await refusal(world.issue(till, [own]))).toMatchObject({ code: 'KEY_EPOCH' });
    const now = { ...mover, keyEpoch };
    const again = await registerTill(world, now, { name: 'till-1', publicKey: till.key.publicKey });
    await world.issue({ ...till, keyEpoch: again.keyEpoch }, [own]);
    expect(await keysOf(mover)).toHaveLength(1);
  });

  test('is refused to a suspended taxpayer, whose keys sign nothing either', async () => {
    const other = await world.register(enterpriseCode(21), 'GENERAL');
    await world.openLane(other, { credit: '1000.00', numbers: 10 });
    const till = await registerTill(world, other, {});
    await world.bureau('AmendTaxpayer', { code: other.code, status: 'SUSPENDED' });
    const own = [draftOf(other.code, { type: 'PERSON' })];
    expect(await refusal(world.issue(till, own))).toMatchObject({ code: 'TAXPAYER_SUSPENDED' });
    expect(await refusal(registerTill(world, other, {}))).toMatchObject({ code: 'TAXPAYER_SUSPENDED' });
  });
});

test('one page takes requests of the company and of its tills, each judged by its own key', async () => {
  const [till, reader] = [await tillOf({ amountMax: '9999.00' }), await tillOf({ scopes: ['read'] })];
  const requests = [shop, till, reader, shop].map((by) => signedRequest(world, by, [draft()]));
  const call = pageCallOf(world.ledger, { seller: shop.code, lane: 'main' }, requests);
  const { outcomes } = await world.submit<PageResult>(world.operator, call);
  expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : 'issued'))).toEqual([
    'issued',
    'issued',
    'KEY_SCOPE',
    'issued',
  ]);
});

describe('an officer registered for some operations', () => {
  const body = (code: string, operations: readonly string[]): Json => ({
    code,
    publicKey: newKey().publicKey,
    operations,
  });

  test('signs these, and neither others nor registrations of officers', async () => {
    const { identity, taxpayer } = await world.register(enterpriseCode(30), 'GENERAL');
    const { publicKey } = taxpayer;
    const registration = { code: 'O-SERVICE', publicKey, operations: ['grant-credit'] };
    const { keyEpoch } = await world.bureau<OfficerJson>('RegisterOfficer', registration);
    const service = { code: 'O-SERVICE', keyEpoch, identity };
    const act = async (name: string, what: Json) =>
      await world.client.submit(world.officer, callBy(world, service, name, what));
    await act('GrantCredit', { seller: shop.code, month: world.month, net: '2000000.00' });
    const others: [string, Json][] = [
      ['RegisterOfficer', { code: 'O-FREE', publicKey }],
      ['RegisterOfficer', { code: 'O-SERVICE', publicKey }],
      ['RevokeOfficer', { code: world.officerCode }],
      ['AmendTaxpayer', { code: shop.code, status: 'SUSPENDED' }],
    ];
    for (const [name, what] of others)
      expect(await refusal(act(name, what))).toMatchObject({ code: 'KEY_SCOPE' });
    const renewed = await world.bureau<OfficerJson>('RegisterOfficer', { code: 'O-SERVICE', publicKey });
    expect(renewed.operations).toEqual(['grant-credit']);
  });

  test.each([[[]], [['issue']], [['grant-credit', 'grant-credit']]])(
    'is not registered for %j',
    async (operations) => {
      const { faults } = await refusal(world.bureau('RegisterOfficer', body('O-ODD', operations)));
      expect(faults[0]?.path).toMatch(/^\/body\/operations/);
    },
  );
});

test('revoking a key and issuing with it have one order, also in one block', async () => {
  const clock = new ManualClock(NOW);
  const ledger = await openEmbeddedLedger({ clock });
  const alone = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), {
    now: () => clock.now(),
  });
  const owner = await alone.register(enterpriseCode(1), 'GENERAL');
  await alone.openLane(owner, { credit: '100000.00', numbers: 100 });
  const till = await registerTill(alone, owner, { name: 'till-1' });
  const drafts = [draftOf(owner.code, { type: 'PERSON' })];
  const revoke = () =>
    alone.client.submit(alone.operator, keyCall(alone, owner, 'revoke-key', { name: 'till-1' }));
  const late = delayedClient(ledger.peer, clock, revoke);
  const issuedByTill = issueCall(alone, till, drafts);
  await expect(late.submit(alone.operator, issuedByTill)).rejects.toMatchObject({
    code: 'LEDGER_CONFLICT',
    details: ['MVCC_READ_CONFLICT'],
  });
  expect(await refusal(alone.client.submit(alone.operator, issuedByTill))).toMatchObject({
    code: 'KEY_EPOCH',
  });
  const next = await registerTill(alone, owner, { name: 'till-2' });
  const meanwhile = delayedClient(ledger.peer, clock, () => registerTill(alone, owner, {}));
  await meanwhile.submit(alone.operator, issueCall(alone, owner, drafts));
  await alone.issue(next as Till, drafts);
  await ledger.close();
});

test('a key counts by the time of the transaction, which endorsers bound', async () => {
  const clock = new ManualClock(NOW);
  const ledger = await openEmbeddedLedger({ clock });
  const alone = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), {
    now: () => clock.now(),
  });
  const owner = await alone.register(enterpriseCode(1), 'GENERAL');
  await alone.openLane(owner, { credit: '100000.00', numbers: 100 });
  const until = new Date(clock.now() + 60_000).toISOString().replace(/\.[0-9]+Z$/, 'Z');
  const till = await registerTill(alone, owner, { until });
  const drafts = [draftOf(owner.code, { type: 'PERSON' })];
  clock.advance(60_000);
  await alone.issue(till, drafts);
  clock.advance(1_000);
  expect(await refusal(alone.issue(till, drafts))).toMatchObject({ code: 'KEY_ENDED' });
  await ledger.close();
});
