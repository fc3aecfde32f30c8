import { canonicalJson } from '../json/canonical.js';
import { domainDigest } from './digest.js';

/** Opens a `nameCommitment`. The parties keep it off the ledger, and can erase it. */
export interface NameOpening {
  readonly name: string;
  /** At least 128 random bits, lower-case hex; without it the name cannot be guessed from the ledger. */
  readonly salt: string;
}

const SALT = /^[0-9a-f]{32,64}$/;

/** Whether text can be the salt of an opening: 32 to 64 hex digits in lower case. */
export function isSalt(text: string): boolean {
  return SALT.test(text);
}

/**
 * Returns the digest that the ledger stores in place of a person's name, 64 hex digits.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { nameCommitment } from '@fapiao-ledger/core';
 *
 * const opening = { name: '张三', salt: '00112233445566778899aabbccddeeff' };
 * const commitment = nameCommitment(opening);
 * assert.match(commitment, /^[0-9a-f]{64}$/);
 * assert.equal(nameCommitment({ ...opening }), commitment);
 * assert.notEqual(nameCommitment({ ...opening, name: '李四' }), commitment);
 * ```
 */
export function nameCommitment(opening: NameOpening): string {
  return domainDigest('buyer-name', canonicalJson({ name: opening.name, salt: opening.salt }));
}
