import { ACT_ROUTES, httpActOf } from '@fapiao-ledger/client';
import type { Operation } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { openApiDocument } from '../openapi/document.ts';
import { typesFile, typesOf } from '../openapi/types.ts';

const number = '26442000000000000001';

test.each<[Parameters<typeof httpActOf>[0], object, object]>([
  [
    'issue',
    { drafts: [{ type: 'ORDINARY' }], payment: { provider: 'V-PAY', id: 'a/1' } },
    { path: '/invoices', body: { invoices: [{ type: 'ORDINARY' }] }, payment: 'V-PAY/a/1' },
  ],
  [
    'issue-paid',
    { drafts: [], payment: { id: '1' } },
    { path: '/payments', body: { payment: { id: '1' }, invoices: [] } },
  ],
  [
    'redeem',
    { invoices: [{ number, amount: '1.00' }] },
    { path: `/invoices/${number}/redeem`, body: { amount: '1.00' } },
  ],
  [
    'confirm-use',
    { purpose: 'DEDUCTION', period: '2026-03', invoices: [{ number }] },
    { path: `/invoices/${number}/confirm-use`, body: { purpose: 'DEDUCTION', period: '2026-03' } },
  ],
  [
    'confirm-red-letter',
    { number, sequence: 2, terms: 'ab' },
    { path: `/invoices/${number}/red-letter/2/confirm`, body: { terms: 'ab' } },
  ],
  [
    'amend-taxpayer',
    { code: '914403007', contact: 'x' },
    { method: 'PATCH', path: '/bureau/taxpayers/914403007', body: { contact: 'x' } },
  ],
  ['revoke-key', { name: 'till/1' }, { path: '/keys/till%2F1/revoke', body: {} }],
])('%s is sent with the fields that its path does not name', (operation, signed, expected) => {
  expect(httpActOf(operation, signed as never)).toEqual({ method: 'POST', ...expected });
});

test.each([undefined, '', '.', '..'])('an act whose path has the field %j is sent nowhere', (field) => {
  expect(() => httpActOf('freeze', { number: field, reason: 'x' } as never)).toThrow(TypeError);
});

test('the types and the routes of acts are those of the OpenAPI document: npm run openapi', async () => {
  const document = await openApiDocument();
  expect((await typesOf(document)) === typesFile()).toBe(true);
  const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, object>> };
  for (const operation of Object.keys(ACT_ROUTES) as Operation[]) {
    const { method, path } = ACT_ROUTES[operation];
    expect(paths[path]?.[method.toLowerCase()], operation).toBeDefined();
  }
  const reading = ['/v1/invoices/{number}/receipt.pdf', '/v1/verify', '/v1/custodian', '/v1/own-ids'];
  const routes = new Set(Object.values(ACT_ROUTES).map(({ method, path }) => `${method} ${path}`));
  const missing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get' && !reading.some((start) => path.startsWith(start)))
      .map((method) => `${method.toUpperCase()} ${path}`)
      .filter((route) => !routes.has(route)),
  );
  expect(missing).toEqual([]);
});
