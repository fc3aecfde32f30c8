import { CompactFormError, type PageJson } from '@fapiao-ledger/core';
import { storedDocument } from '@fapiao-ledger/network/stored-document';
import { expect, test } from 'vitest';
import { sized } from '../support/compact-drafts.ts';
import { readVectors } from '../support/vectors.ts';

const vectors = readVectors<readonly { readonly page: PageJson; readonly bytes: string }[]>('pages');

test.each(vectors)('a page is read as it was stored', ({ page, bytes }) => {
  expect(storedDocument('PAGE', Buffer.from(bytes, 'hex'))).toEqual(page);
});

test.each<[what: string, change: object]>([
  ['first number', { first: 'two' }],
  ['first number, a number', { first: 26 }],
  ['profile', { profile: 'OTHER' }],
  ['time', { issuedAt: 'now' }],
  ['date', { date: '2026-02-30' }],
  ['seller', { seller: null }],
  ['seller without a name', { seller: { code: 'x' } }],
  ['rule set', { ruleSet: [] }],
  ['transaction', { transactionId: 1 }],
  ['check key', { checkKey: null }],
  ['unknown field', { other: '' }],
])('a page with another %s is none', (_what, change) => {
  const head = { ...vectors[0]?.page, requests: undefined, ...change };
  const bytes = pageOf(JSON.stringify(head));
  expect(() => storedDocument('PAGE', bytes)).toThrow(CompactFormError);
});

test('a page with its own head is read', () => {
  const { requests: _requests, ...head } = vectors[0]?.page ?? {};
  expect(storedDocument('PAGE', pageOf(JSON.stringify(head)))).toEqual({ ...head, requests: [] });
});

test('a page whose head is no object is none', () => {
  expect(() => storedDocument('PAGE', pageOf('null'))).toThrow(CompactFormError);
});

test('deflated bytes that are none are no page', () => {
  expect(() => storedDocument('PAGE', Buffer.of(2, 1, 2, 3))).toThrow(CompactFormError);
});

/** Returns the bytes of a page without requests. */
function pageOf(head: string): Uint8Array {
  return Buffer.concat([Buffer.of(1), sized(Buffer.from(head))]);
}
