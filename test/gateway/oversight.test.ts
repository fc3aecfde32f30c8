import { join } from 'node:path';
import type { InvoiceActsPage, OfficerJson, TaxpayersPage } from '@fapiao-ledger/core';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let small: MerchantClient;
let person: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ readModel: join(await temporaryFolder(), 'read-model.db') });
  seller = await gateway.seller();
  small = await gateway.company('SMALL_SCALE', { name: '100%_小店 ABC' });
  person = await gateway.person();
});
afterAll(async () => await gateway.close());

const register = async (query = ''): Promise<TaxpayersPage> =>
  (await gateway.officer.get<TaxpayersPage>(`/v1/bureau/taxpayers${query}`)).body;
const codesOf = ({ taxpayers }: TaxpayersPage): readonly string[] => taxpayers.map(({ code }) => code);

describe('the register of taxpayers', () => {
  test('lists all in the order of codes, a person without a name', async () => {
    const { taxpayers, height } = await register();
    expect(taxpayers.map(({ code }) => code)).toEqual([seller.code, small.code, person.code].sort());
    expect(taxpayers.find(({ code }) => code === person.code)).toEqual({
      code: person.code,
      kind: 'PERSON',
      status: 'ACTIVE',
    });
    expect(Number(height)).toBeGreaterThan(0);
  });

  test('finds by a part of the name or code, region, kind and status', async () => {
    const found = async (query: Record<string, string>): Promise<readonly string[]> =>
      codesOf(await register(`?${new URLSearchParams(query).toString()}`));
    expect(await found({ text: '小店 abc' })).toEqual([small.code]);
    expect(await found({ text: '%_' })).toEqual([small.code]);
    expect(await found({ text: person.code.slice(2, 12).toLowerCase() })).toContain(person.code);
    expect(await found({ text: "' or 1=1 --" })).toEqual([]);
    expect(await found({ kind: 'SMALL_SCALE' })).toEqual([small.code]);
    expect(await found({ status: 'SUSPENDED' })).toEqual([]);
    for (const length of [2, 4, 6])
      expect(await found({ region: seller.code.slice(2, 2 + length) })).toEqual(
        [seller.code, small.code].sort(),
      );
    expect(await found({ region: '99' })).toEqual([]);
  });

  test('gives every taxpayer once by pages, and refuses a cursor of another question', async () => {
    const codes: string[] = [];
    let next: string | undefined;
    do {
      const cursor: string = next === undefined ? '' : `&cursor=${next}`;
      const page = await register(`?limit=1${cursor}`);
      expect(page.taxpayers).toHaveLength(1);
      codes.push(...codesOf(page));
      next = page.next;
    } while (next !== undefined);
    expect(codes).toEqual([seller.code, small.code, person.code].sort());
    const { next: first = '' } = await register('?limit=1');
    const other = await gateway.officer.get(`/v1/bureau/taxpayers?kind=PERSON&cursor=${first}`);
    expect(refusalOf(other)).toBe('422 FIELD_VALUE');
  });
});

describe('an officer', () => {
  test('reads which operations a key may sign', async () => {
    const publicKey = generateKeyPair().publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    await gateway.act('/v1/bureau/officers', { code: 'O0077', publicKey, operations: ['accept-return'] });
    const { body } = await gateway.officer.get<OfficerJson>('/v1/bureau/officers/O0077');
    expect(body).toMatchObject({ code: 'O0077', status: 'ACTIVE', operations: ['accept-return'] });
    const own = await gateway.officer.get<OfficerJson>(`/v1/bureau/officers/${gateway.officer.code}`);
    expect(own.body.operations).toBeUndefined();
    expect(refusalOf(await gateway.officer.get('/v1/bureau/officers/O9999'))).toBe('404 OFFICER_NOT_FOUND');
  });
});

describe('the acts about an invoice', () => {
  test('name signer, request, transaction and block of each, newest first, by pages', async () => {
    const holder = await gateway.person();
    const draft = draftOf(seller.code, enterprise(small.code), { holder: holder.code });
    const issued = await seller.issue([draft, draft]);
    const number = issued.body.invoices[1]?.number as string;
    const body = { to: person.code };
    const headers = await holder.statement('transfer', { ...body, invoices: [{ number }] });
    await holder.send('POST', `/v1/invoices/${number}/transfer`, { body, headers });
    await gateway.act(`/v1/bureau/invoices/${number}/freeze`, { reason: '核查' });
    const path = `/v1/bureau/invoices/${number}/acts`;
    const { acts, next } = (await gateway.officer.get<InvoiceActsPage>(path)).body;
    expect(next).toBeUndefined();
    expect(acts.map(({ event, operation, status }) => [event, operation, status?.state])).toEqual([
      ['InvoiceFrozen', undefined, 'FROZEN'],
      ['InvoicesChanged', 'transfer', 'OPEN'],
      ['InvoicesIssued', undefined, undefined],
    ]);
    expect(acts.map(({ requests }) => requests.map(({ actor }) => actor))).toEqual([
      [gateway.officer.code],
      [holder.code],
      [seller.code],
    ]);
    expect(acts[1]?.requests[0]?.requestId).toBe(headers['Idempotency-Key']);
    expect(acts[2]?.transactionId).toBe(issued.body.transactionId);
    const blocks = acts.map(({ block }) => Number(block));
    expect([...blocks].sort((a, b) => b - a)).toEqual(blocks);
    const first = (await gateway.officer.get<InvoiceActsPage>(`${path}?limit=2`)).body;
    expect(first.next).toBe(acts[1]?.transactionId);
    const rest = await gateway.officer.get<InvoiceActsPage>(`${path}?limit=2&after=${first.next ?? ''}`);
    expect(rest.body.acts).toEqual([acts[2]]);
    const wrong = await gateway.officer.get(`${path}?after=${'0'.repeat(64)}`);
    expect(refusalOf(wrong)).toBe('422 FIELD_VALUE');
    expect(refusalOf(await gateway.officer.get(path.replace(/[0-9]{20}/, '9'.repeat(20))))).toBe(
      '404 INVOICE_NOT_FOUND',
    );
  });
});
