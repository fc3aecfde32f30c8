import { RED_LETTER_2024, RULE_SET_2026, redFormDigest } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import type { Participant } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;
let company: Participant;
let rival: Participant;
let employee: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  rival = await world.register(enterpriseCode(3), 'GENERAL');
  employee = await world.register(personId(1), 'PERSON');
  await world.openLane(shop, { credit: '100000000.00' });
});

afterAll(async () => {
  await world.close();
});

/** A special invoice made out to the company. */
async function special(type: 'SPECIAL' | 'ORDINARY' = 'SPECIAL'): Promise<string> {
  const { invoices } = await world.issue(shop, [draftOf(shop.code, enterprise(company.code), { type })]);
  return invoices[0]?.number as string;
}

function useOf(number: string, period = world.month): Parameters<World['change']>[2] {
  return { purpose: 'DEDUCTION', period, invoices: [{ number }] };
}

describe('the use of a special invoice', () => {
  test('is confirmed once, and is confirmed anew after its revocation', async () => {
    const number = await special();
    const use = { purpose: 'DEDUCTION', period: '2026-06', at: '2026-06-15T04:00:00Z' };
    expect(await world.change(company, 'confirm-use', useOf(number))).toMatchObject({ state: 'OPEN', use });
    expect(await refusal(world.change(company, 'confirm-use', useOf(number)))).toMatchObject({
      code: 'USE_CONFIRMED',
    });
    const invoices = [{ number }];
    expect(await world.change(company, 'revoke-use', { invoices })).not.toHaveProperty('use');
    expect(await refusal(world.change(company, 'revoke-use', { invoices }))).toMatchObject({
      code: 'USE_NOT_CONFIRMED',
    });
    await world.change(company, 'confirm-use', useOf(number));
  });

  test('is confirmed by the enterprise that it is made out to alone', async () => {
    const number = await special();
    for (const other of [shop, rival, employee])
      expect(await refusal(world.change(other, 'confirm-use', useOf(number)))).toMatchObject({
        code: 'NOT_THE_BUYER',
      });
    const { invoices } = await world.issue(shop, [
      draftOf(shop.code, { type: 'PERSON' }, { holder: employee.code }),
    ]);
    expect(
      await refusal(world.change(employee, 'confirm-use', useOf(invoices[0]?.number as string))),
    ).toMatchObject({ code: 'NOT_THE_BUYER' });
  });

  test('is not confirmed for an ordinary invoice, for a month before it or one to come', async () => {
    const ordinary = await special('ORDINARY');
    expect(await refusal(world.change(company, 'confirm-use', useOf(ordinary)))).toMatchObject({
      code: 'USE_NOT_ALLOWED',
    });
    const number = await special();
    for (const period of ['2026-05', '2026-07'])
      expect(await refusal(world.change(company, 'confirm-use', useOf(number, period)))).toMatchObject({
        code: 'USE_PERIOD',
      });
  });

  test('is not confirmed while the bureau has frozen the invoice, nor after its reversal', async () => {
    const frozen = await special();
    await world.freeze(frozen, '核查');
    expect(await refusal(world.change(company, 'confirm-use', useOf(frozen)))).toMatchObject({
      code: 'INVOICE_FROZEN',
    });
    const number = await special();
    await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    expect(await refusal(world.change(company, 'confirm-use', useOf(number)))).toMatchObject({
      code: 'INVOICE_RED',
    });
  });

  test('makes the reversal wait for the buyer, until it is revoked', async () => {
    const number = await special();
    await world.change(company, 'confirm-use', useOf(number));
    const { form } = await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    expect(form.state).toBe('AWAITS_BUYER');
    const terms = redFormDigest(form);
    const { status } = await world.redLetter(company, 'confirm-red-letter', { number, sequence: 1, terms });
    expect(status).toMatchObject({ state: 'RED', use: { period: '2026-06' } });

    const revoked = await special();
    await world.change(company, 'confirm-use', useOf(revoked));
    await world.redLetter(shop, 'start-red-letter', { number: revoked, reason: '01', lane: 'main' });
    await world.change(company, 'revoke-use', { invoices: [{ number: revoked }] });
    const alone = { number: revoked, sequence: 1, lane: 'main' };
    expect((await world.redLetter(shop, 'issue-red-letter', alone)).status.state).toBe('RED');
  });

  test('and what a reversal needs are data of the rule set', async () => {
    await world.bureau('PublishRuleSet', {
      ...RULE_SET_2026,
      version: '2026.2',
      validFrom: '2026-06-16',
      deductibleTypes: ['ORDINARY', 'SPECIAL'],
      redLetter: { ...RED_LETTER_2024, confirmationFor: ['BOOKING'] },
    } as never);
    world.clock.advance(86_400_000);
    const number = await special('ORDINARY');
    expect(await world.change(company, 'confirm-use', useOf(number))).toHaveProperty('use');
    const { form } = await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    expect(form).toMatchObject({ state: 'UNCONDITIONAL' });
  });
});
