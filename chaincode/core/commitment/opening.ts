import { canonicalJson } from '../json/canonical.js';
import { domainDigest } from './digest.js';

/** Opens a `nameCommitment`: kept by the parties off the ledger, and erased when it must be. */
export interface NameOpening {
  readonly name: string;
  /** At least 128 random bits, lower-case hex; without it the name cannot be guessed from the ledger. */
  readonly salt: string;
}

const SALT = /^[0-9a-f]{32,64}$/;

export function isSalt(text: string): boolean {
  return SALT.test(text);
}

/** What the ledger stores in place of a person's name. */
export function nameCommitment(opening: NameOpening): string {
  return domainDigest('buyer-name', canonicalJson({ name: opening.name, salt: opening.salt }));
}
