import {
  canonicalJson,
  checkInvoiceArithmetic,
  type RedFormJson,
  type ReversedLineJson,
  redFormDigest,
} from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAttestation } from '../../cli/receipt/attestation-reader.ts';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import type { Participant } from '../support/signed-calls.ts';

const HOUR = 3_600_000;

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
  await world.openLane(shop, { credit: '100000000.00', numbers: 1_000 });
});

afterAll(async () => {
  await world.close();
});

const LINES = [
  { taxClass: '1010101010000000000', item: '*谷物*大米', quantity: '10', unitPrice: '100.00', rate: '0.13' },
  { taxClass: '3040201010000000000', item: '*信息技术服务*维护', net: '500.00', rate: '0.06' },
] as const;

/** An invoice over 1660.00 made out to the company and held by the employee. */
async function held(buyer = enterprise(company.code)): Promise<string> {
  const draft = draftOf(shop.code, buyer, { holder: employee.code, lines: LINES });
  const { invoices } = await world.issue(shop, [draft]);
  return invoices[0]?.number as string;
}

async function booked(amount = '1660.00'): Promise<string> {
  const number = await held();
  await world.lock(employee, company.code, number);
  await world.redeem(company, number, amount);
  return number;
}

const whole = (number: string, reason = '01'): { number: string; reason: string; lane: string } => ({
  number,
  reason,
  lane: 'main',
});

function named({ number, sequence }: RedFormJson): { number: string; sequence: number } {
  return { number, sequence };
}

function confirmation(form: RedFormJson): { number: string; sequence: number; terms: string } {
  return { ...named(form), terms: redFormDigest(form) };
}

describe('an invoice that is not booked', () => {
  test('is reversed by its seller at once, and its red-letter invoice is a document of its own', async () => {
    const number = await held();
    const { form, status, red } = await world.redLetter(shop, 'start-red-letter', whole(number));
    expect(form).toMatchObject({ state: 'UNCONDITIONAL', sequence: 1, red: red?.number });
    expect(form.totals).toEqual({ net: '1500.00', tax: '160.00', gross: '1660.00' });
    expect(status).toMatchObject({ state: 'RED', rest: '0.00', reversal: { forms: 1, reds: [red?.number] } });
    const { invoice, status: redStatus } = await world.read(red?.number as string);
    expect(invoice).toMatchObject({
      checkCode: red?.checkCode,
      holder: employee.code,
      totals: { net: '-1500.00', tax: '-160.00', gross: '-1660.00' },
      red: { number, form: 1, reason: '01' },
    });
    expect(invoice.lines[0]).toMatchObject({
      quantity: '-10',
      unitPrice: '100.00',
      net: '-1000.00',
      tax: '-130.00',
    });
    expect(redStatus).toMatchObject({ state: 'RED', rest: '0.00' });
    expect(checkInvoiceArithmetic(invoice)).toEqual([]);
    const spoiled = { ...invoice, totals: { ...invoice.totals, net: '-1500.01' } };
    expect(checkInvoiceArithmetic(spoiled).map(({ code }) => code)).toContain('TOTALS_MISMATCH');
    const attestation = await world.client.evaluate(world.operator, {
      contract: 'invoice',
      function: 'Attest',
      args: [JSON.stringify({ number: red?.number })],
    });
    expect(readAttestation(JSON.parse(attestation))).toEqual(JSON.parse(attestation));
    for (const about of [number, red?.number as string])
      for (const act of [
        () => world.transfer(employee, company.code, about),
        () => world.lock(employee, company.code, about),
        () => world.redLetter(shop, 'start-red-letter', whole(about)),
      ])
        expect(await refusal(act())).toMatchObject({ code: 'INVOICE_RED' });
  });

  test('gives its net back to the lane in the same month, except for an allowance', async () => {
    const before = await world.lane(shop);
    await world.redLetter(shop, 'start-red-letter', whole(await held()));
    const restored = (await world.lane(shop)).restored as string;
    expect(Number(restored) - Number(before.restored ?? '0.00')).toBe(1500);
    await world.redLetter(shop, 'start-red-letter', whole(await held(), '04'));
    expect((await world.lane(shop)).restored).toBe(restored);
  });

  test('cannot be reversed by its buyer, nor by a stranger, nor while a claim locks it', async () => {
    const number = await held();
    const start = { number, reason: '02' };
    expect(await refusal(world.redLetter(company, 'start-red-letter', start))).toMatchObject({
      code: 'RED_LETTER_BY_SELLER',
    });
    for (const stranger of [rival, employee])
      expect(await refusal(world.redLetter(stranger, 'start-red-letter', start))).toMatchObject({
        code: 'NOT_A_PARTY',
      });
    await world.lock(employee, company.code, number);
    expect(await refusal(world.redLetter(shop, 'start-red-letter', whole(number)))).toMatchObject({
      code: 'INVOICE_LOCKED',
    });
  });

  test('is reversed in parts, by quantity and by amount, and the last part takes the exact rest', async () => {
    const number = await held();
    const part = async (reason: string, lines: readonly ReversedLineJson[]): Promise<unknown> =>
      await world.redLetter(shop, 'start-red-letter', { ...whole(number, reason), lines });
    await part('02', [{ line: 1, quantity: '3', net: '300.00', tax: '39.00' }]);
    await part('04', [{ line: 2, net: '100.00', tax: '6.00' }]);
    expect((await world.read(number)).status).toMatchObject({
      state: 'OPEN',
      rest: '1215.00',
      reversal: { lines: [{ line: 1, quantity: '3' }, { line: 2 }], totals: { gross: '445.00' } },
    });
    for (const [lines, path] of [
      [[{ line: 1, quantity: '8', net: '800.00', tax: '104.00' }], '/body/lines/0/net'],
      [[{ line: 1, quantity: '7', net: '700.00', tax: '90.90' }], '/body/lines/0/tax'],
      [[{ line: 1, quantity: '2', net: '201.00', tax: '26.13' }], '/body/lines/0/net'],
      [[{ line: 1, net: '100.00', tax: '13.00' }], '/body/lines/0/quantity'],
      [[{ line: 3, net: '1.00', tax: '0.13' }], '/body/lines/0/line'],
    ] as const)
      expect((await refusal(part('02', lines))).faults?.[0]?.path.endsWith(path.replace('/body', ''))).toBe(
        true,
      );
    expect(await refusal(part('01', [{ line: 2, net: '400.00', tax: '24.00' }]))).toMatchObject({
      faults: [{ code: 'RED_REASON' }],
    });
    const { status, form } = await world.redLetter(shop, 'start-red-letter', whole(number, '02'));
    expect(form.lines).toEqual([
      { line: 1, quantity: '7', net: '700.00', tax: '91.00' },
      { line: 2, net: '400.00', tax: '24.00' },
    ]);
    expect(status).toMatchObject({ state: 'RED', reversal: { totals: { gross: '1660.00' } } });
  });
});

describe('a booked invoice', () => {
  test('is reversed when its buyer confirms the seller’s form, and the booking stays listed', async () => {
    const number = await booked();
    const { form, red } = await world.redLetter(shop, 'start-red-letter', whole(number));
    expect(form).toMatchObject({ state: 'AWAITS_BUYER', signers: [shop.code] });
    expect(red).toBeUndefined();
    expect(await world.redLetter(company, 'start-red-letter', { number, reason: '02' })).toMatchObject({
      form,
    });
    const answer = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
    expect(answer.form).toMatchObject({ state: 'CONFIRMED', red: answer.red?.number });
    expect(answer.status).toMatchObject({
      state: 'RED',
      redemptions: [{ amount: '1660.00', reversed: [{ red: answer.red?.number, amount: '1660.00' }] }],
    });
    expect(await refusal(world.redLetter(company, 'confirm-red-letter', confirmation(form)))).toMatchObject({
      code: 'RED_FORM_ENDED',
    });
  });

  test('that its seller booked is reversed at once', async () => {
    const draft = draftOf(shop.code, enterprise(shop.code), { lines: LINES });
    const number = (await world.issue(shop, [draft])).invoices[0]?.number as string;
    await world.lock(shop, shop.code, number);
    await world.redeem(shop, number, '1660.00');
    const { form, status, red } = await world.redLetter(shop, 'start-red-letter', whole(number));
    expect(form).toMatchObject({ state: 'CONFIRMED', signers: [shop.code], red: red?.number });
    expect(status.state).toBe('RED');
  });

  test('is reversed when its seller confirms the buyer’s form', async () => {
    const number = await booked('660.00');
    const lines = [{ line: 2, net: '500.00', tax: '30.00' }];
    const { form } = await world.redLetter(company, 'start-red-letter', { number, reason: '03', lines });
    expect(form).toMatchObject({ state: 'AWAITS_SELLER', startedBy: 'BUYER' });
    expect(await refusal(world.redLetter(shop, 'confirm-red-letter', confirmation(form)))).toMatchObject({
      faults: [{ code: 'FIELD_REQUIRED' }],
    });
    const { status } = await world.redLetter(shop, 'confirm-red-letter', {
      ...confirmation(form),
      lane: 'main',
    });
    expect(status).toMatchObject({ state: 'OPEN', rest: '470.00' });
  });

  test('is not reversed under other terms than those that the buyer read', async () => {
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(await booked()));
    const other = { ...form, totals: { ...form.totals, tax: '0.00' } };
    expect(await refusal(world.redLetter(company, 'confirm-red-letter', confirmation(other)))).toMatchObject({
      code: 'RED_FORM_TERMS',
    });
  });

  test('does not show a stranger whether it has a form', async () => {
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(await booked()));
    for (const sequence of [form.sequence, form.sequence + 1]) {
      const refused = world.redLetter(rival, 'refuse-red-letter', { number: form.number, sequence });
      expect(await refusal(refused)).toMatchObject({ code: 'NOT_A_PARTY' });
    }
  });

  test('stays as it is when a form is refused, withdrawn, or not confirmed for 72 hours', async () => {
    const number = await booked();
    const start = async (): Promise<RedFormJson> =>
      (await world.redLetter(shop, 'start-red-letter', whole(number))).form;
    const first = await start();
    expect(await refusal(world.redLetter(company, 'withdraw-red-letter', named(first)))).toMatchObject({
      code: 'NOT_THE_STARTER',
    });
    expect((await world.redLetter(company, 'refuse-red-letter', named(first))).form.state).toBe(
      'REFUSED_BY_BUYER',
    );
    const second = await start();
    expect(second.sequence).toBe(2);
    expect((await world.redLetter(shop, 'withdraw-red-letter', named(second))).form.state).toBe('WITHDRAWN');
    const third = await start();
    world.clock.advance(72 * HOUR - 1_000);
    expect((await world.redForm(number, 3)).state).toBe('AWAITS_BUYER');
    world.clock.advance(1_000);
    expect((await world.redForm(number, 3)).state).toBe('EXPIRED');
    expect(await refusal(world.redLetter(company, 'confirm-red-letter', confirmation(third)))).toMatchObject({
      code: 'RED_FORM_ENDED',
    });
    expect((await world.read(number)).status).toMatchObject({
      state: 'REDEEMED',
      reversal: { forms: 3, reds: [] },
    });
  });

  test('waits for a lane when the seller’s is dry, and is reversed from another', async () => {
    await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 1 });
    const lane = await world.allot(shop, { lane: 'dry', profile: 'DIGITAL', net: '0.00', numbers: 1 });
    expect(lane.segment.last - lane.segment.next).toBe(0);
    await world.redLetter(shop, 'start-red-letter', { ...whole(await held()), lane: 'dry' });
    const { form } = await world.redLetter(shop, 'start-red-letter', {
      ...whole(await booked()),
      lane: 'dry',
    });
    const confirmed = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
    expect(confirmed.form).toMatchObject({ state: 'CONFIRMED' });
    expect(confirmed.red).toBeUndefined();
    const { status } = await world.redLetter(shop, 'issue-red-letter', { ...named(form), lane: 'main' });
    expect(status.state).toBe('RED');
  });

  test('that is frozen ends its form, and a suspended side too', async () => {
    const frozen = (await world.redLetter(shop, 'start-red-letter', whole(await booked()))).form;
    await world.freeze(frozen.number, '核查');
    expect(await world.redForm(frozen.number)).toMatchObject({ state: 'INVOICE_FROZEN' });
    await world.release(frozen.number);
    expect(await refusal(world.redLetter(company, 'confirm-red-letter', confirmation(frozen)))).toMatchObject(
      {
        code: 'RED_FORM_ENDED',
      },
    );
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(await booked()));
    await world.bureau('AmendTaxpayer', { code: shop.code, status: 'SUSPENDED' });
    const ended = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
    expect(ended.form.state).toBe('TAXPAYER_SUSPENDED');
    await world.bureau('AmendTaxpayer', { code: shop.code, status: 'ACTIVE' });
  });

  test('shows no stranger whether it has a form', async () => {
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(await booked()));
    for (const sequence of [1, 2])
      for (const act of ['refuse-red-letter', 'withdraw-red-letter'] as const)
        expect(await refusal(world.redLetter(rival, act, { ...named(form), sequence }))).toMatchObject({
          code: 'NOT_A_PARTY',
        });
  });

  test('by its seller alone is reversed at once', async () => {
    const draft = draftOf(shop.code, enterprise(shop.code), { lines: LINES });
    const { invoices } = await world.issue(shop, [draft]);
    const number = invoices[0]?.number as string;
    await world.lock(shop, shop.code, number);
    await world.redeem(shop, number, '1660.00');
    const { form, status } = await world.redLetter(shop, 'start-red-letter', whole(number));
    expect([form.state, form.red === undefined, status.state]).toEqual(['CONFIRMED', false, 'RED']);
  });

  test('keeps a trace of each act in its history', async () => {
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(await booked()));
    const { transactionId } = await world.redLetter(company, 'refuse-red-letter', named(form));
    const args = [canonicalJson({ number: form.number })];
    const call = { contract: 'invoice', function: 'ReadHistory', args } as const;
    const history = JSON.parse(await world.client.evaluate(world.operator, call)) as {
      transactionId: string;
    }[];
    expect(history[0]?.transactionId).toBe(transactionId);
  });

  test('in parts by several companies needs the confirmation of each', async () => {
    const number = await held({ type: 'PERSON' } as never);
    for (const by of [company, rival]) {
      await world.lock(employee, by.code, number);
      await world.redeem(by, number, '500.00');
    }
    const { form } = await world.redLetter(shop, 'start-red-letter', whole(number));
    const first = await world.redLetter(rival, 'confirm-red-letter', confirmation(form));
    expect(first.form).toMatchObject({ state: 'AWAITS_BUYER', signers: [shop.code, rival.code] });
    const { status } = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
    expect(status.state).toBe('RED');
    expect(status.redemptions.map(({ reversed }) => reversed?.[0]?.amount)).toEqual(['500.00', '500.00']);
  });

  test('is not taken from a company that has booked since a side signed, when that side signs again', async () => {
    await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 1 });
    await world.allot(shop, { lane: 'dry-2', profile: 'DIGITAL', net: '0.00', numbers: 1 });
    await world.redLetter(shop, 'start-red-letter', { ...whole(await held()), lane: 'dry-2' });
    const number = await held({ type: 'PERSON' } as never);
    await world.lock(employee, company.code, number);
    await world.redeem(company, number, '500.00');
    const start = { ...whole(number), lane: 'dry-2' };
    const { form } = await world.redLetter(shop, 'start-red-letter', start);
    const signed = await world.redLetter(company, 'confirm-red-letter', confirmation(form));
    expect(signed.form.state).toBe('CONFIRMED');
    await world.lock(employee, rival.code, number);
    await world.redeem(rival, number, '1160.00');
    await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 1 });
    await world.allot(shop, { lane: 'dry-2', profile: 'DIGITAL', net: '0.00', numbers: 1 });
    for (const again of [company, shop]) {
      const { form: same, red } = await world.redLetter(again, 'confirm-red-letter', confirmation(form));
      expect([same.state, red]).toEqual(['AWAITS_BUYER', undefined]);
    }
  });

  test('is not reversed by an earlier form, in a transaction of a time before its end', async () => {
    const number = await booked();
    const lines = [{ line: 1, quantity: '6', net: '600.00', tax: '78.00' }];
    const start = { ...whole(number, '02'), lines };
    const { form: first } = await world.redLetter(shop, 'start-red-letter', start);
    world.clock.advance(72 * HOUR);
    const { form: second } = await world.redLetter(shop, 'start-red-letter', start);
    expect(second.sequence).toBe(2);
    const call = await world.redLetterCall(company, 'confirm-red-letter', confirmation(first));
    expect(await refusal(world.clientAt(-1_000).submit(world.operator, call))).toMatchObject({
      code: 'RED_FORM_ENDED',
    });
    const { status } = await world.redLetter(company, 'confirm-red-letter', confirmation(second));
    expect(status.reversal?.totals.gross).toBe('678.00');
  });
});
