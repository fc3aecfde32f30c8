import { randomUUID } from 'node:crypto';
import { type RedFormJson, type ReversedLineJson, redFormDigest } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CUT_POINTS, postOnce } from '../support/cut-connection.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { EventStream } from '../support/event-stream.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
let stranger: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  [seller, buyer, stranger] = [await gateway.seller(), await gateway.company(), await gateway.company()];
});
afterAll(async () => await gateway.close());

const START = { reason: '02', lane: 'main' };

/** A fresh invoice made out to the buyer, which holds it. */
async function issued(by = seller): Promise<string> {
  const { body } = await by.issue(draftOf(by.code, enterprise(buyer.code)));
  return body.invoices[0]?.number as string;
}

async function booked(by = seller): Promise<string> {
  const number = await issued(by);
  await buyer.change('lock', number, { company: buyer.code });
  await buyer.change('redeem', number, { amount: '1.00' });
  return number;
}

/** A form that waits for the buyer. */
async function started(): Promise<RedFormJson> {
  return (await seller.redLetter('start', { number: await booked() }, START)).body.form;
}

/** A form that both sides have signed, for which its seller has no number left, and then gets some. */
async function confirmed(): Promise<{ readonly own: MerchantClient; readonly form: RedFormJson }> {
  const own = await gateway.seller({ numbers: 1 });
  const { form } = (await own.redLetter('start', { number: await booked(own) }, START)).body;
  const { body } = await buyer.redLetter('confirm', form, { terms: redFormDigest(form) });
  expect([body.form.state, body.red]).toEqual(['CONFIRMED', undefined]);
  expect(refusalOf(await own.redLetter('issue', form, { lane: 'main' }))).toBe('409 NUMBERS_EXHAUSTED');
  await gateway.grant(own, { numbers: 10 });
  return { own, form };
}

interface Shown {
  readonly invoice: { readonly red?: unknown; readonly totals: { readonly gross: string } };
  readonly status: { readonly state: string; readonly reversal?: { readonly reds: readonly string[] } };
}

const show = async (number: string): Promise<Shown> =>
  (await buyer.get<Shown>(`/v1/invoices/${number}`)).body;

describe('an invoice that is not booked', () => {
  test('is reversed in one request, and is shown so at once with its red-letter invoice', async () => {
    const number = await issued();
    expect((await show(number)).status.state).toBe('OPEN');
    const { status, body } = await seller.redLetter('start', { number }, START);
    expect([status, body.form.state, body.status.state]).toEqual([200, 'UNCONDITIONAL', 'RED']);
    expect(await show(number)).toMatchObject({
      status: { state: 'RED', reversal: { reds: [body.red?.number] } },
    });
    expect(await show(body.red?.number as string)).toMatchObject({
      invoice: { red: { number, form: 1, reason: '02' }, totals: { gross: '-4449.00' } },
      status: { state: 'RED' },
    });
  });

  test('is reversed in part, and each fault points into the body of the caller', async () => {
    const number = await issued();
    const lines = (net: string, tax: string): readonly ReversedLineJson[] => [{ line: 1, net, tax }];
    const part = { ...START, reason: '04', lines: lines('100.00', '6.00') };
    expect((await seller.redLetter('start', { number }, part)).body.status).toMatchObject({
      state: 'OPEN',
      rest: '4343.00',
    });
    for (const [wrong, path] of [
      [{ ...START, reason: '04', lines: lines('9000.00', '540.00') }, '/lines/0/net'],
      [{ ...START, reason: '99' }, '/reason'],
      [{ ...START, reason: '2' }, '/reason'],
      [{ reason: '02' }, '/lane'],
      [{ ...START, lines: [{ line: 1, quantity: 'x', net: '1.00', tax: '0.13' }] }, '/lines/0/quantity'],
      [{ ...START, lines: [{ line: 1, net: '1', tax: '0.13' }] }, '/lines/0/net'],
    ] as const) {
      const { status, body } = await seller.redLetter<{ faults: { path: string }[] }>(
        'start',
        { number },
        wrong,
      );
      expect([status, body.faults[0]?.path]).toEqual([422, path]);
    }
  });

  test('is checked by its printed facts as reversed, and its red-letter invoice as what it is', async () => {
    const number = await issued();
    const { red } = (await seller.redLetter('start', { number }, START)).body;
    const original = await checked(number);
    expect(original).toMatchObject({ answer: 'MATCH', state: 'RED', rest: '0.00', reversed: '4449.00' });
    expect(original).not.toHaveProperty('reverses');
    expect(await checked(red?.number as string)).toMatchObject({
      answer: 'MATCH',
      state: 'RED',
      reverses: number,
    });
  });
});

interface CheckedInvoice {
  readonly invoice: {
    readonly checkCode: string;
    readonly date: string;
    readonly totals: { readonly net: string };
  };
}

async function checked(number: string): Promise<unknown> {
  const { invoice } = (await buyer.get<CheckedInvoice>(`/v1/invoices/${number}`)).body;
  const { checkCode: check, date, totals } = invoice;
  const query = new URLSearchParams({ number, date, net: totals.net, check });
  return (await gateway.anonymous('GET', `/v1/verify?${query.toString()}`)).body;
}

describe('a booked invoice', () => {
  test('is reversed when the buyer confirms the digest of the form', async () => {
    const form = await started();
    expect(form.state).toBe('AWAITS_BUYER');
    const path = `/v1/invoices/${form.number}/red-letter/1`;
    const read = await buyer.get<{ form: RedFormJson; terms: string }>(path);
    expect(read.body).toMatchObject({ form, terms: redFormDigest(form) });
    const { body } = await buyer.redLetter('confirm', form, { terms: redFormDigest(form) });
    expect([body.form.state, body.status.state]).toEqual(['CONFIRMED', 'RED']);
    expect((await buyer.get<{ form: RedFormJson }>(path)).body.form.red).toBe(body.red?.number);
  });

  test('is not reversed under other terms, nor by a stranger, nor under the statement of another form', async () => {
    const form = await started();
    const terms = redFormDigest(form);
    const wrong = 'a'.repeat(64);
    expect(refusalOf(await buyer.redLetter('confirm', form, { terms: wrong }))).toBe('409 RED_FORM_TERMS');
    expect(refusalOf(await stranger.redLetter('confirm', form, { terms }))).toBe('403 NOT_A_PARTY');
    expect(refusalOf(await stranger.redLetter('start', { number: form.number }, { reason: '02' }))).toBe(
      '403 NOT_A_PARTY',
    );
    expect(refusalOf(await stranger.get(`/v1/invoices/${form.number}/red-letter/1`))).toBe('403 NOT_A_PARTY');
    expect(refusalOf(await buyer.redLetter('confirm', form, { terms }, { signer: stranger }))).toBe(
      '403 SIGNATURE_INVALID',
    );
    expect(refusalOf(await buyer.redLetter('confirm', { ...form, sequence: 2 }, { terms }))).toBe(
      '404 RED_FORM_NOT_FOUND',
    );
    expect(refusalOf(await buyer.redLetter('withdraw', form))).toBe('403 NOT_THE_STARTER');
    expect(refusalOf(await seller.redLetter('refuse', form))).toBe('409 RED_FORM_SIGNED');
    expect(refusalOf(await seller.redLetter('issue', form, { lane: 'main' }))).toBe('409 RED_FORM_AWAITS');
  });

  test.each(['0', '01', '1000000001', '-1', 'x', '1.0'])('has no form %s', async (sequence) => {
    const reply = await seller.get(`/v1/invoices/${await issued()}/red-letter/${sequence}`);
    expect(refusalOf(reply)).toBe('422 FIELD_VALUE');
  });
});

describe('a lane that is empty', () => {
  test('gets a number for the seller, and one for the confirmation of the buyer', async () => {
    const own = await gateway.seller();
    const [first, second] = [await issued(own), await issued(own)];
    expect((await own.redLetter('start', { number: first }, { ...START, lane: 'fresh' })).status).toBe(200);
    await buyer.change('lock', second, { company: buyer.code });
    await buyer.change('redeem', second, { amount: '1.00' });
    const { form } = (await own.redLetter('start', { number: second }, { ...START, lane: 'other' })).body;
    const { body } = await buyer.redLetter('confirm', form, { terms: redFormDigest(form) });
    expect(body.red?.number).toBeDefined();
  });

  test('that its seller cannot fill leaves the form confirmed, until the bureau grants numbers', async () => {
    const { own, form } = await confirmed();
    const { body } = await own.redLetter('issue', form, { lane: 'till-2' });
    expect([body.status.state, body.form.red]).toEqual(['RED', body.red?.number]);
  });

  test('stays empty when the reversal is refused', async () => {
    const number = await issued();
    await seller.redLetter('start', { number }, START);
    const { height } = await gateway.home.client.status();
    expect(refusalOf(await seller.redLetter('start', { number }, { ...START, lane: 'unused' }))).toBe(
      '409 INVOICE_RED',
    );
    expect((await gateway.home.client.status()).height).toBe(height);
  });

  test('gives credit back for later invoices of the month', async () => {
    const own = await gateway.seller({ credit: '5000.00' });
    const draft = draftOf(own.code, enterprise(buyer.code));
    const number = await issued(own);
    expect(refusalOf(await own.issue(draft))).toBe('409 CREDIT_EXCEEDED');
    await own.redLetter('start', { number }, { ...START, reason: '01' });
    expect((await own.issue(draft)).status).toBe(201);
  });
});

describe('at one moment', () => {
  test('two starts issue one red-letter invoice', async () => {
    const number = await issued();
    const replies = await Promise.all(
      [1, 2].map(async () => await seller.redLetter('start', { number }, START)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await show(number)).status.reversal?.reds).toHaveLength(1);
  });

  test('two confirmations issue one red-letter invoice', async () => {
    const form = await started();
    const body = { terms: redFormDigest(form) };
    const replies = await Promise.all([1, 2].map(async () => await buyer.redLetter('confirm', form, body)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await show(form.number)).status.reversal?.reds).toHaveLength(1);
  });

  test('a lock and a reversal never both take the invoice', async () => {
    const number = await issued();
    const [locked, reversed] = await Promise.all([
      buyer.change('lock', number, { company: buyer.code }),
      seller.redLetter('start', { number }, START),
    ]);
    expect([locked.status, reversed.status].toSorted()).toEqual([200, 409]);
  });
});

test('the parties, and no stranger, get an event of each act', async () => {
  const form = await started();
  const outsider = await gateway.seller();
  const [own, other, foreign] = await Promise.all(
    [seller, buyer, outsider].map(async (client) => await EventStream.open(gateway.url, client.token())),
  );
  await buyer.redLetter('refuse', form);
  await seller.redLetter('start', { number: form.number }, START);
  const second = { ...form, sequence: 2 };
  const { body } = await buyer.redLetter('confirm', second, { terms: redFormDigest(second) });
  for (const stream of [own, other]) {
    const events = (await stream?.take(3)) ?? [];
    expect(events.map(({ name, data }) => [name, data.operation, data.invoices.length])).toEqual([
      ['RedLetterChanged', 'refuse-red-letter', 1],
      ['RedLetterChanged', 'start-red-letter', 1],
      ['RedLetterChanged', 'confirm-red-letter', 2],
    ]);
    expect(events[2]?.data.invoices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ number: form.number, state: 'RED', rest: '0.00' }),
        expect.objectContaining({ number: body.red?.number, state: 'RED', rest: '0.00' }),
      ]),
    );
    stream?.leave();
  }
  const mark = await issued(outsider);
  expect((await foreign?.take(1))?.[0]?.data.invoices[0]?.number).toBe(mark);
  foreign?.leave();
});

test('the issue of a confirmed form whose answer is lost is done once, wherever the connection was cut', async () => {
  for (const cut of CUT_POINTS) {
    const { own, form } = await confirmed();
    const body = { lane: 'main' };
    const requestId = randomUUID();
    const text = JSON.stringify(body);
    const path = `/v1/invoices/${form.number}/red-letter/${form.sequence}/issue`;
    const signed = await own.statement(
      'issue-red-letter',
      { number: form.number, sequence: form.sequence, ...body },
      requestId,
    );
    const headers = { ...signed, Authorization: `Bearer ${own.tokenFor('POST', path, text, signed)}` };
    expect(await postOnce({ url: `${gateway.url}${path}`, headers, body: text, cut })).toBeUndefined();
    const first = await own.redLetter('issue', form, body, { requestId });
    expect(first.status).toBe(200);
    expect((await own.redLetter('issue', form, body, { requestId })).body).toEqual(first.body);
    expect((await show(form.number)).status.reversal?.reds).toHaveLength(1);
  }
});
