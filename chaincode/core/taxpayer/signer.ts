import { DomainError } from '../errors.js';

/** Who signs statements: what the ledger keeps of a taxpayer and of an officer alike. */
export interface Signer {
  readonly code: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'REVOKED';
  /** Organization whose gateways may relay its statements. */
  readonly mspId: string;
  /** SubjectPublicKeyInfo of its P-256 key, DER in base64: its statements are verified with it. */
  readonly publicKey: string;
  /** The registration of that key, as `keyEpochOf` names it. */
  readonly keyEpoch: string;
}

/** An officer of the tax bureau. */
export interface OfficerJson extends Signer {
  readonly status: 'ACTIVE' | 'REVOKED';
}

const OFFICER_CODE = /^O[0-9A-Z-]{3,31}$/;

/** Whether text can be an officer's code: no credit code has an O, and persons' pseudonyms begin with P. */
export function isOfficerCode(text: string): boolean {
  return OFFICER_CODE.test(text);
}

/**
 * A signer that is not active does nothing new (T32).
 * @throws {DomainError} TAXPAYER_SUSPENDED or OFFICER_REVOKED
 */
export function requireActive({ code, status }: Pick<Signer, 'code' | 'status'>): void {
  if (status === 'SUSPENDED') throw new DomainError('TAXPAYER_SUSPENDED', `${code} is suspended`);
  if (status === 'REVOKED') throw new DomainError('OFFICER_REVOKED', `${code} is no officer any more`);
}
