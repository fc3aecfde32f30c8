import {
  isContractName,
  isKeyEpoch,
  isLedgerId,
  isRequestId,
  keyEpochOf,
  type Request,
  requestText,
  type StatementTerms,
  statementText,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';

const REQUEST: Request = {
  operation: 'issue',
  actor: '91440300708461136T',
  requestId: 'req-00000001',
  body: { b: 1, a: ['票'] },
};

const TERMS: StatementTerms = {
  ledger: '1e'.repeat(32),
  contract: 'fapiao',
  keyEpoch: '0123456789abcdef',
  notAfter: '2026-03-01T08:00:00Z',
};
const DIGEST = 'ab'.repeat(32);

describe('the text of a request', () => {
  test('is its domain and its canonical JSON', () => {
    expect(requestText(REQUEST)).toBe(
      'fapiao-ledger/request/2\n{"actor":"91440300708461136T","body":{"a":["票"],"b":1},"operation":"issue","requestId":"req-00000001"}',
    );
    expect(requestText({ ...REQUEST, replaces: 'req-00000000' })).toBe(
      'fapiao-ledger/request/2\n{"actor":"91440300708461136T","body":{"a":["票"],"b":1},"operation":"issue","replaces":"req-00000000","requestId":"req-00000001"}',
    );
  });

  test('contains nothing that does not belong to it', () => {
    const more = { ...REQUEST, note: 'x' } as Request;
    expect(requestText(more)).toBe(requestText(REQUEST));
  });

  test.each<[string, Partial<Request>]>([
    ['operation', { operation: 'redeem' }],
    ['actor', { actor: '914403001922038216' }],
    ['requestId', { requestId: 'req-00000002' }],
    ['replaces', { replaces: 'req-00000002' }],
    ['body', { body: { b: 1, a: ['票', ''] } }],
  ])('differs by its %s', (_, change) => {
    expect(requestText({ ...REQUEST, ...change })).not.toBe(requestText(REQUEST));
  });
});

describe('the text of a statement', () => {
  test('is its domain and canonical JSON of the terms and the digest', () => {
    expect(statementText(TERMS, DIGEST)).toBe(
      `fapiao-ledger/statement/2\n{"contract":"fapiao","keyEpoch":"0123456789abcdef","ledger":"${TERMS.ledger}","notAfter":"2026-03-01T08:00:00Z","request":"${DIGEST}"}`,
    );
  });

  test.each<[string, Partial<StatementTerms>]>([
    ['ledger', { ledger: '2e'.repeat(32) }],
    ['contract', { contract: 'other' }],
    ['keyEpoch', { keyEpoch: '0123456789abcdee' }],
    ['notAfter', { notAfter: '2026-03-01T08:00:01Z' }],
  ])('differs by its %s', (_, change) => {
    expect(statementText({ ...TERMS, ...change }, DIGEST)).not.toBe(statementText(TERMS, DIGEST));
  });

  test('differs by its request', () => {
    expect(statementText(TERMS, 'cd'.repeat(32))).not.toBe(statementText(TERMS, DIGEST));
  });
});

test('the epoch of a key is the beginning of the digest of the request that registered it', () => {
  expect(keyEpochOf(`0123456789abcdef${'0'.repeat(48)}`)).toBe('0123456789abcdef');
});

test.each([
  ['12345678', true],
  ['a'.repeat(64), true],
  ['A-z_0.9:x', true],
  ['1234567', false],
  ['a'.repeat(65), false],
  ['has space', false],
  ['slash/slash', false],
  ['票票票票票票票票', false],
  ['newline\n', false],
  ['', false],
])('request id %s: %s', (id, want) => {
  expect(isRequestId(id)).toBe(want);
});

test.each<[string, (text: string) => boolean, string, boolean]>([
  ['key epoch', isKeyEpoch, '0123456789abcdef', true],
  ['key epoch', isKeyEpoch, '0123456789abcdeF', false],
  ['key epoch', isKeyEpoch, '0123456789abcde', false],
  ['key epoch', isKeyEpoch, '0123456789abcdef0', false],
  ['key epoch', isKeyEpoch, '0123456789abcdef\n', false],
  ['ledger', isLedgerId, '1e'.repeat(32), true],
  ['ledger', isLedgerId, '1E'.repeat(32), false],
  ['ledger', isLedgerId, '1e'.repeat(31), false],
  ['ledger', isLedgerId, `${'1e'.repeat(32)}\n`, false],
  ['contract', isContractName, 'fapiao', true],
  ['contract', isContractName, 'fapiao_2-x', true],
  ['contract', isContractName, '', false],
  ['contract', isContractName, 'fapiao/x', false],
  ['contract', isContractName, 'x'.repeat(65), false],
])('%s: %#', (_, judge, text, want) => {
  expect(judge(text)).toBe(want);
});
