import {
  canonicalJson,
  type DraftJson,
  type InvoiceStatusJson,
  type Json,
  RULE_SET_2026,
} from '@fapiao-ledger/core';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { withHighS } from '../support/receipts.ts';
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

/** An invoice over 4449.00 made out to the company and held by the employee. */
async function held(buyer = enterprise(company.code)): Promise<string> {
  const { invoices } = await world.issue(shop, [draftOf(shop.code, buyer, { holder: employee.code })]);
  return invoices[0]?.number as string;
}

describe('an invoice token', () => {
  test('goes from employee to company, is locked, and is redeemed once', async () => {
    const number = await held();
    expect(await world.transfer(employee, company.code, number)).toMatchObject({
      state: 'OPEN',
      holder: company.code,
    });
    expect(await world.lock(company, company.code, number)).toMatchObject({
      state: 'LOCKED',
      lock: { company: company.code },
    });
    expect(await world.redeem(company, number, '4449.00')).toMatchObject({ state: 'REDEEMED', rest: '0.00' });
    for (const again of [
      () => world.redeem(company, number, '0.01'),
      () => world.lock(company, company.code, number),
      () => world.transfer(company, employee.code, number),
      () => world.unlock(company, number),
    ]) {
      expect(await refusal(again())).toMatchObject({ code: 'INVOICE_REDEEMED' });
    }
  });

  test('is redeemed in parts, each under a lock of its own', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    expect(await world.redeem(company, number, '4000.00')).toMatchObject({
      state: 'OPEN',
      rest: '449.00',
      holder: employee.code,
    });
    expect(await refusal(world.redeem(company, number, '449.00'))).toMatchObject({
      code: 'INVOICE_NOT_LOCKED',
    });
    await world.lock(employee, company.code, number);
    expect(await refusal(world.redeem(company, number, '449.01'))).toMatchObject({
      code: 'REDEEM_EXCEEDS_REST',
    });
    expect(await refusal(world.redeem(company, number, '0.00'))).toMatchObject({
      code: 'REDEEM_EXCEEDS_REST',
    });
    expect(await world.redeem(company, number, '449.00')).toMatchObject({ state: 'REDEEMED', rest: '0.00' });
  });

  test('is only moved by its holder and only redeemed by the company that holds the lock', async () => {
    const number = await held();
    expect(await refusal(world.transfer(rival, rival.code, number))).toMatchObject({
      code: 'NOT_THE_HOLDER',
    });
    expect(await refusal(world.lock(company, company.code, number))).toMatchObject({
      code: 'NOT_THE_HOLDER',
    });
    await world.lock(employee, company.code, number);
    expect(await refusal(world.redeem(rival, number, '1.00'))).toMatchObject({ code: 'NOT_THE_CLAIMANT' });
    expect(await refusal(world.unlock(employee, number))).toMatchObject({ code: 'NOT_THE_CLAIMANT' });
    expect(await refusal(world.transfer(employee, rival.code, number))).toMatchObject({
      code: 'INVOICE_LOCKED',
    });
    expect(await refusal(world.lock(employee, company.code, number))).toMatchObject({
      code: 'INVOICE_LOCKED',
    });
    expect(await world.unlock(company, number)).toMatchObject({ state: 'OPEN', holder: employee.code });
  });

  test('is claimed only by the company it is made out to, or by any when it is made out to a person', async () => {
    const number = await held();
    expect(await refusal(world.lock(employee, rival.code, number))).toMatchObject({
      code: 'CLAIM_TITLE_MISMATCH',
    });
    const { invoices } = await world.issue(shop, [
      draftOf(shop.code, { type: 'PERSON' }, { holder: employee.code }),
    ]);
    const personal = invoices[0]?.number as string;
    expect(await world.lock(employee, rival.code, personal)).toMatchObject({ state: 'LOCKED' });
  });

  test('opens again when the term of its lock has passed', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    const before = new Date(world.clock.now());
    world.clock.advance(30 * 86_400_000 - 1_000);
    expect((await world.read(number)).status.state).toBe('LOCKED');
    world.clock.advance(2_000);
    expect((await world.read(number)).status.state).toBe('OPEN');
    expect(await refusal(world.redeem(company, number, '1.00'))).toMatchObject({ code: 'NOT_THE_CLAIMANT' });
    expect(await world.transfer(employee, company.code, number)).toMatchObject({
      state: 'OPEN',
      holder: company.code,
    });
    world.clock.set(before);
  });

  test('is not transferred to or locked for a taxpayer that is not registered', async () => {
    const number = await held();
    expect(await refusal(world.transfer(employee, personId(77), number))).toMatchObject({
      code: 'TAXPAYER_NOT_FOUND',
    });
    const personal = await held({ type: 'PERSON' });
    expect(await refusal(world.lock(employee, enterpriseCode(77), personal))).toMatchObject({
      code: 'TAXPAYER_NOT_FOUND',
    });
  });

  test('keeps its whole history', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    await world.unlock(company, number);
    await world.transfer(employee, company.code, number);
    const history = await world.history(number);
    expect(history.map(({ status }) => [status.state, status.holder])).toEqual([
      ['OPEN', company.code],
      ['OPEN', employee.code],
      ['LOCKED', employee.code],
    ]);
  });
});

test('the term of a lock and the companies that may claim a person’s invoice are data of the rule set of the day', async () => {
  const ruled = await embeddedWorld();
  const [seller, claimant] = [
    await ruled.register(enterpriseCode(1), 'GENERAL'),
    await ruled.register(enterpriseCode(2), 'GENERAL'),
  ];
  await ruled.openLane(seller, { credit: '1000000.00' });
  const issued = async (buyer: DraftJson['buyer']): Promise<string> => {
    const { invoices } = await ruled.issue(seller, [draftOf(seller.code, buyer, { holder: seller.code })]);
    return invoices[0]?.number as string;
  };
  const titled = await issued(enterprise(claimant.code));
  const personal = await issued({ type: 'PERSON' });
  const termOf = ({ lock }: InvoiceStatusJson): number =>
    (Date.parse(lock?.expiresAt ?? '') - Date.parse(lock?.lockedAt ?? '')) / 86_400_000;
  for (const number of [titled, personal]) {
    expect(termOf(await ruled.lock(seller, claimant.code, number))).toBe(30);
    await ruled.unlock(claimant, number);
  }
  await ruled.bureau('PublishRuleSet', {
    ...RULE_SET_2026,
    version: 'strict',
    validFrom: '2026-06-16',
    lockDays: 3_650,
    personTitleClaimable: false,
  } as unknown as Json);
  await ruled.lock(seller, claimant.code, personal);
  await ruled.unlock(claimant, personal);
  ruled.clock.advance(86_400_000);
  expect(termOf(await ruled.lock(seller, claimant.code, titled))).toBe(3_650);
  expect(await refusal(ruled.lock(seller, claimant.code, personal))).toMatchObject({
    code: 'CLAIM_TITLE_MISMATCH',
  });
  await ruled.close();
});

describe('a statement', () => {
  test('about several invoices changes all of them or none', async () => {
    const numbers = [await held(), await held(), await held()];
    await world.lock(employee, company.code, numbers[1] as string);
    expect(await refusal(world.transfer(employee, rival.code, ...numbers))).toMatchObject({
      code: 'INVOICE_LOCKED',
    });
    const holders = await Promise.all(
      numbers.map(async (number) => (await world.read(number)).status.holder),
    );
    expect(holders).toEqual([employee.code, employee.code, employee.code]);
    await world.unlock(company, numbers[1] as string);
    await world.transfer(employee, rival.code, ...numbers);
    expect((await world.read(numbers[2] as string)).status.holder).toBe(rival.code);
  });

  test('is about 100 invoices at most', async () => {
    const draft = draftOf(shop.code, enterprise(company.code), { holder: employee.code });
    const { invoices } = await world.issue(
      shop,
      Array.from({ length: 101 }, () => draft),
    );
    const numbers = invoices.map(({ number }) => number);
    const { faults } = await refusal(world.transfer(employee, company.code, ...numbers));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(['FIELD_VALUE /body/invoices']);
    await world.transfer(employee, company.code, ...numbers.slice(1));
    const holders = await Promise.all(
      numbers.map(async (number) => (await world.read(number)).status.holder),
    );
    expect(holders).toEqual([employee.code, ...Array.from({ length: 100 }, () => company.code)]);
  });

  test('naming one invoice twice redeems no more than its rest', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    const twice = { invoices: [1, 2].map(() => ({ number, amount: '4449.00' })) };
    expect(await refusal(world.change(company, 'redeem', twice))).toMatchObject({ code: 'INVOICE_REDEEMED' });
    expect((await world.read(number)).status).toMatchObject({ state: 'LOCKED', rest: '4449.00' });
  });

  test('sent again gives the first answer, with other content is refused', async () => {
    const number = await held();
    const body = { to: company.code, invoices: [{ number }] };
    const first = await world.change(employee, 'transfer', body, { requestId: 'transfer-0001' });
    expect(await world.change(employee, 'transfer', body, { requestId: 'transfer-0001' })).toEqual(first);
    const other = { to: rival.code, invoices: [{ number }] };
    expect(
      await refusal(world.change(employee, 'transfer', other, { requestId: 'transfer-0001' })),
    ).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
  });

  test('is refused with a forged signature, or with one made for another operation', async () => {
    const number = await held();
    const body = { invoices: [{ number }] };
    await world.lock(employee, company.code, number);
    const forged = world.change(company, 'unlock', body, { signer: rival });
    expect(await refusal(forged)).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('is refused with the other of the two signatures that are one, and with two in one', async () => {
    const number = await held();
    const body = { to: company.code, invoices: [{ number }] };
    const call = await world.changeCall(employee, 'transfer', body, { requestId: 'transfer-twin' });
    const { signature } = JSON.parse(call.args[0] as string) as { signature: string };
    const der = Buffer.from(signature, 'base64');
    const spoilt = [Buffer.from(withHighS(der)), Buffer.concat([der, Buffer.of(0)])].map((bytes) =>
      bytes.toString('base64'),
    );
    for (const other of [...spoilt, `${signature}\n`, ''])
      expect(
        await refusal(
          world.change(employee, 'transfer', body, { requestId: 'transfer-twin', signature: other }),
        ),
        other,
      ).toMatchObject({ code: 'SIGNATURE_INVALID' });
    await world.change(employee, 'transfer', body, { requestId: 'transfer-twin', signature });
  });

  test('with a wrong locator finds nothing, and changes nothing', async () => {
    const [number, other] = [await held(), await held()];
    const body = { to: company.code, invoices: [{ number }] };
    const wrong = world.change(employee, 'transfer', body, { pages: [await world.pageOf(other)] });
    expect(await refusal(wrong)).toMatchObject({ code: 'INVOICE_NOT_FOUND' });
  });

  test('with pages that are none, or not one an invoice, is refused for that alone', async () => {
    const number = await held();
    const body = { to: company.code, invoices: [{ number }] };
    const faultsOf = async (pages: unknown, invoices: Json = body.invoices): Promise<unknown> => {
      const call = await world.changeCall(employee, 'transfer', body);
      const argument = { ...JSON.parse(call.args[0] as string), body: { ...body, invoices }, pages };
      const changed = { ...call, args: [canonicalJson(argument)] };
      const { faults } = await refusal(world.submit(world.operator, changed));
      return faults.map(({ code, path }) => `${code} ${path}`);
    };
    for (const page of ['x', '', '0x10', '-1', `${number}0`, 7, null, {}])
      expect(await faultsOf([page]), JSON.stringify(page)).toEqual(['NUMBER_FORMAT /pages']);
    expect(await faultsOf([])).toEqual(['FIELD_VALUE /pages']);
    expect(await faultsOf([number, number])).toEqual(['FIELD_VALUE /pages']);
    expect(await faultsOf('x')).toEqual(['FIELD_TYPE /pages']);
    expect(await faultsOf([number], [])).toEqual(['FIELD_VALUE /body/invoices']);
    expect(await faultsOf([number], {})).toEqual(['FIELD_TYPE /body/invoices']);
  });

  test('of one invoice at the same moment wins once', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, () => world.redeem(company, number, '4449.00')),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await world.read(number)).status.redemptions).toHaveLength(1);
  });
});

test('a holder gets the outcome of an earlier request after its suspension, and can do nothing new', async () => {
  const number = await held();
  const body = { to: employee.code, invoices: [{ number }] };
  const transfer = (requestId: string) => world.change(employee, 'transfer', body, { requestId });
  const first = await transfer('before-suspension');
  await world.bureau('AmendTaxpayer', { code: employee.code, status: 'SUSPENDED' });
  expect(await transfer('before-suspension')).toEqual(first);
  expect(await refusal(transfer('after-suspension'))).toMatchObject({ code: 'TAXPAYER_SUSPENDED' });
  await world.bureau('AmendTaxpayer', { code: employee.code, status: 'ACTIVE' });
});

describe('the bureau', () => {
  test('freezes an invoice in any state and releases it to that state', async () => {
    const number = await held();
    await world.lock(employee, company.code, number);
    await world.freeze(number, '核查');
    for (const act of [
      () => world.redeem(company, number, '1.00'),
      () => world.unlock(company, number),
      () => world.transfer(employee, company.code, number),
    ]) {
      expect(await refusal(act())).toMatchObject({ code: 'INVOICE_FROZEN' });
    }
    expect(await refusal(world.freeze(number, '核查'))).toMatchObject({ code: 'INVOICE_FROZEN' });
    expect(await world.release(number)).toMatchObject({ state: 'LOCKED' });
    expect(await refusal(world.release(number))).toMatchObject({ code: 'INVOICE_NOT_FROZEN' });
    await world.redeem(company, number, '4449.00');
    await world.freeze(number, '核查');
    expect(await world.release(number)).toMatchObject({ state: 'REDEEMED' });
  });
});
