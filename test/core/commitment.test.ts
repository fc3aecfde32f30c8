import { createHash } from 'node:crypto';
import {
  domainDigest,
  isRequestId,
  isSalt,
  nameCommitment,
  type Statement,
  sha256Hex,
  statementBytes,
  statementText,
  utf8,
} from '@fapiao-ledger/chaincode/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('digests', () => {
  test('are SHA-256 as node:crypto computes it, over UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
        expect(sha256Hex(text)).toBe(sha256(text));
        expect(sha256Hex(utf8(text))).toBe(sha256(text));
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, 'utf8'));
      }),
    );
  });

  test.each([0, 55, 56, 63, 64, 65, 119, 120, 1_000])('at the block boundary of %d bytes', (length) => {
    expect(sha256Hex('a'.repeat(length))).toBe(sha256('a'.repeat(length)));
  });

  test('say in which role a text was hashed', () => {
    expect(domainDigest('invoice', 'x')).toBe(sha256('fapiao-ledger/invoice/1\nx'));
    expect(domainDigest('invoice', 'x')).not.toBe(domainDigest('rule-set', 'x'));
  });
});

describe('a name commitment', () => {
  const opening = { name: '示范用户', salt: '00112233445566778899aabbccddeeff' };

  test('is a digest of name and salt', () => {
    const canonical = '{"name":"示范用户","salt":"00112233445566778899aabbccddeeff"}';
    expect(nameCommitment(opening)).toBe(sha256(`fapiao-ledger/buyer-name/1\n${canonical}`));
  });

  test('hides the name behind the salt, and binds both', () => {
    const others = [
      { ...opening, name: '示范用户2' },
      { ...opening, salt: `${opening.salt.slice(0, -1)}e` },
    ];
    for (const other of others) expect(nameCommitment(other)).not.toBe(nameCommitment(opening));
  });

  test.each([
    ['0'.repeat(32), true],
    ['f'.repeat(64), true],
    ['0'.repeat(31), false],
    ['0'.repeat(65), false],
    ['F'.repeat(32), false],
    ['g'.repeat(32), false],
    ['', false],
  ])('a salt has 128 to 256 bits in lower-case hex: %s', (salt, want) => {
    expect(isSalt(salt)).toBe(want);
  });
});

describe('a statement', () => {
  const statement: Statement = {
    channel: 'fapiao',
    operation: 'issue',
    actor: '91440300708461136T',
    requestId: 'req-00000001',
    body: { b: 1, a: ['票'] },
  };

  test('is its domain and its canonical JSON', () => {
    expect(statementText(statement)).toBe(
      'fapiao-ledger/statement/1\n{"actor":"91440300708461136T","body":{"a":["票"],"b":1},"channel":"fapiao","operation":"issue","requestId":"req-00000001"}',
    );
    expect(Buffer.from(statementBytes(statement)).toString('utf8')).toBe(statementText(statement));
  });

  test('says nothing of what does not belong to it', () => {
    const more = { ...statement, note: 'x' } as Statement;
    expect(statementText(more)).toBe(statementText(statement));
  });

  test.each<[string, Partial<Statement>]>([
    ['channel', { channel: 'other' }],
    ['operation', { operation: 'redeem' }],
    ['actor', { actor: '914403001922038216' }],
    ['requestId', { requestId: 'req-00000002' }],
    ['body', { body: { b: 1, a: ['票', ''] } }],
  ])('differs by its %s', (_, change) => {
    expect(statementText({ ...statement, ...change })).not.toBe(statementText(statement));
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
});
