import { redFormDigest } from '@fapiao-ledger/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { decide, file, fileCall, readReturn, termsOf } from '../support/return-acts.ts';
import type { Participant } from '../support/signed-calls.ts';

const [MAY, JUNE, JULY] = ['2026-05', '2026-06', '2026-07'] as const;
/** The first second of July in Shanghai. */
const JULY_BEGINS = new Date('2026-06-30T16:00:00Z');

let world: World;
let shop: Participant;
let company: Participant;

beforeEach(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '100000000.00' });
});

afterEach(async () => {
  await world.close();
});

function at(moment: Date): void {
  world.clock.advance(moment.getTime() - world.clock.now());
}

/** A special invoice of 4197.17 and 251.83 made out to the company. */
async function special(): Promise<string> {
  const { invoices } = await world.issue(shop, [
    draftOf(shop.code, enterprise(company.code), { type: 'SPECIAL' }),
  ]);
  return invoices[0]?.number as string;
}

const deduction = (number: string, period: string = JUNE) =>
  ({ purpose: 'DEDUCTION', period, invoices: [{ number }] }) as const;

describe('a return', () => {
  test('is filed once its month is over in Shanghai, not a second before', async () => {
    at(new Date(JULY_BEGINS.getTime() - 1_000));
    expect(await refusal(file(world, shop, termsOf(JUNE)))).toMatchObject({ code: 'PERIOD_NOT_OVER' });
    at(JULY_BEGINS);
    const { filed } = await file(world, shop, termsOf(JUNE));
    expect(filed).toMatchObject({ taxpayer: shop.code, period: JUNE, state: 'FILED' });
    expect(await readReturn(world, shop.code, JUNE)).toEqual(filed);
    expect(await refusal(readReturn(world, company.code, JUNE))).toMatchObject({ code: 'RETURN_NOT_FOUND' });
  });

  test('leaves out no month in which the seller had credit', async () => {
    at(new Date('2026-09-01T00:00:00Z'));
    const first = await refusal(file(world, shop, termsOf(JULY)));
    expect(first).toMatchObject({ code: 'RETURN_ORDER', message: expect.stringContaining(JUNE) });
    await file(world, shop, termsOf(JUNE));
  });

  test('follows the one before without a gap, once that one is accepted', async () => {
    at(new Date('2026-09-01T00:00:00Z'));
    const { filed } = await file(world, shop, termsOf(JUNE, { input: '30.00' }));
    expect(await refusal(file(world, shop, termsOf(JUNE)))).toMatchObject({ code: 'RETURN_FILED' });
    for (const period of [MAY, '2026-08'])
      expect(await refusal(file(world, shop, termsOf(period)))).toMatchObject({ code: 'RETURN_ORDER' });
    const next = termsOf(JULY, {}, { carriedIn: '30.00' });
    expect(await refusal(file(world, shop, next))).toMatchObject({ code: 'RETURN_ORDER' });
    expect(await decide(world, filed)).toMatchObject({ state: 'ACCEPTED', officer: world.officerCode });
    expect(await refusal(file(world, shop, termsOf(JULY)))).toMatchObject({
      faults: [
        { code: 'RETURN_FIGURES', path: '/body/figures/carriedIn' },
        { code: 'RETURN_FIGURES', path: '/body/figures/carriedOut' },
      ],
    });
    await file(world, shop, next);
  });

  test('names figures that follow from each other', async () => {
    at(JULY_BEGINS);
    const output = [{ type: 'SPECIAL', rate: '0.06', net: '100.00', tax: '6.00' }] as const;
    const right = termsOf(JUNE, { output });
    const wrong = { ...right, figures: { ...right.figures, payable: '5.99' } };
    expect(await refusal(file(world, shop, wrong))).toMatchObject({
      faults: [{ code: 'RETURN_FIGURES', path: '/body/figures/payable' }],
    });
    const twice = { ...right, figures: { ...right.figures, output: [...output, ...output] } };
    expect(await refusal(file(world, shop, twice))).toMatchObject({
      faults: [{ code: 'FIELD_VALUE', path: '/body/figures/output' }],
    });
    await file(world, shop, right);
  });

  test('is no business of a person', async () => {
    const employee = await world.register(personId(1), 'PERSON');
    at(JULY_BEGINS);
    expect(await refusal(file(world, employee, termsOf(JUNE)))).toMatchObject({ code: 'ROLE_REQUIRED' });
  });

  test('of one taxpayer cannot be filed under the key of another', async () => {
    at(JULY_BEGINS);
    const forged = fileCall(world, { ...company, code: shop.code }, termsOf(JUNE), {
      keyEpoch: shop.keyEpoch,
    });
    expect(await refusal(world.submit(world.operator, forged))).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('that differs is named with the figure, and may be filed again; the decision is about one filing', async () => {
    at(JULY_BEGINS);
    const { filed } = await file(world, shop, termsOf(JUNE, { input: '1.00' }));
    const differs = { figure: 'input', filed: '1.00', computed: '0.00' };
    for (const [wrong, path] of [
      [{ ...differs, filed: '2.00' }, '/body/differs/filed'],
      [{ ...differs, computed: '1.00' }, '/body/differs/computed'],
    ] as const)
      expect(await refusal(decide(world, filed, wrong))).toMatchObject({ faults: [{ path }] });
    expect(await decide(world, filed, differs)).toMatchObject({ state: 'DIFFERS', differs });
    expect(await refusal(decide(world, filed))).toMatchObject({ code: 'RETURN_DECIDED' });
    const again = await file(world, shop, termsOf(JUNE));
    expect(again.filed).toMatchObject({ state: 'FILED' });
    expect(again.filed).not.toHaveProperty('differs');
    expect(await refusal(decide(world, filed))).toMatchObject({ code: 'RETURN_TERMS' });
    expect(await decide(world, again.filed)).toMatchObject({ state: 'ACCEPTED' });
  });
});

describe('a filed month', () => {
  test('gets no more invoices, from any lane, and no more credit', async () => {
    at(JULY_BEGINS);
    await file(world, shop, termsOf(JUNE));
    expect(await world.lane(shop)).toMatchObject({ month: JUNE, closed: true });
    world.clock.advance(-1_000);
    const late = world.issue(shop, [draftOf(shop.code, { type: 'PERSON' })]);
    expect(await refusal(late)).toMatchObject({ code: 'PERIOD_CLOSED' });
    const want = { lane: 'second', profile: 'DIGITAL', net: '0.00', numbers: 1, month: JUNE } as const;
    expect(await refusal(world.allot(shop, want))).toMatchObject({ code: 'PERIOD_CLOSED' });
    at(JULY_BEGINS);
    await world.bureau('GrantCredit', { seller: shop.code, month: JULY, net: '10000.00' });
    await world.allot(shop, { lane: 'main', profile: 'DIGITAL', net: '10000.00', numbers: 0, month: JULY });
    expect(await world.lane(shop)).not.toHaveProperty('closed');
    await special();
  });

  test('gets no confirmation of use more, and keeps those that it has', async () => {
    const [early, late] = [await special(), await special()];
    await world.change(company, 'confirm-use', deduction(early));
    at(JULY_BEGINS);
    await file(world, company, termsOf(JUNE, { input: '251.83' }));
    expect(await refusal(world.change(company, 'confirm-use', deduction(late)))).toMatchObject({
      code: 'USE_PERIOD',
    });
    const revoked = world.change(company, 'revoke-use', { invoices: [{ number: early }] });
    expect(await refusal(revoked)).toMatchObject({ code: 'USE_PERIOD' });
    const { use } = await world.change(company, 'confirm-use', deduction(late, JULY));
    expect(use).toMatchObject({ period: JULY, tax: '251.83' });
  });
});

describe('a deduction', () => {
  test('counts the tax that is left, and what red-letter invoices take back of it later', async () => {
    const number = await special();
    const part = async (net: string, tax: string) =>
      await world.redLetter(shop, 'start-red-letter', {
        number,
        reason: '04',
        lane: 'main',
        lines: [{ line: 1, net, tax }],
      });
    await part('100.00', '6.00');
    expect((await world.change(company, 'confirm-use', deduction(number))).use).toMatchObject({
      tax: '245.83',
    });
    const { form } = await part('200.00', '12.00');
    const terms = redFormDigest(form);
    const { status, red } = await world.redLetter(company, 'confirm-red-letter', {
      number,
      sequence: 2,
      terms,
    });
    expect(status.use).toMatchObject({
      tax: '245.83',
      transfers: [{ red: red?.number, period: JUNE, tax: '12.00' }],
    });
  });

  test('is given back in the first month that is not filed, when the month of the red-letter invoice is', async () => {
    const number = await special();
    await world.change(company, 'confirm-use', deduction(number));
    at(new Date('2026-06-30T15:59:59Z'));
    const fast = world.clientAt(1_000);
    await fast.submit(world.operator, fileCall(world, company, termsOf(JUNE, { input: '251.83' })));
    const again = await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    const terms = redFormDigest(again.form);
    const { status } = await world.redLetter(company, 'confirm-red-letter', {
      number,
      sequence: again.form.sequence,
      terms,
    });
    expect(status.use?.transfers).toMatchObject([{ period: JULY, tax: '251.83' }]);
  });

  test('that is declared as none has no tax to give back', async () => {
    const number = await special();
    const none = { purpose: 'NO_DEDUCTION', period: JUNE, invoices: [{ number }] };
    expect((await world.change(company, 'confirm-use', none)).use).not.toHaveProperty('tax');
    const { form } = await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    const terms = redFormDigest(form);
    const { status } = await world.redLetter(company, 'confirm-red-letter', { number, sequence: 1, terms });
    expect(status.use).not.toHaveProperty('transfers');
  });
});
