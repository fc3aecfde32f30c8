import { createHash } from 'node:crypto';
import { domainDigest, isSalt, nameCommitment, sha256Hex, utf8 } from '@fapiao-ledger/core';
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
