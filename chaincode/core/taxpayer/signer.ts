import { DomainError } from '../errors.js';
import type { Operation } from '../protocol/bodies.js';

/** A signer of statements: the common facts of a taxpayer, an officer and a payment provider. */
export interface Signer {
  readonly code: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'REVOKED';
  /** MSP id of the organization whose gateways may relay its statements. */
  readonly mspId: string;
  /** The P-256 key that verifies its statements: SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
  /** The registration of that key, as `keyEpochOf` names it. */
  readonly keyEpoch: string;
}

/** An officer of the tax bureau on the ledger. */
export interface OfficerJson extends Signer {
  readonly status: 'ACTIVE' | 'REVOKED';
  /** Operations that its key may sign, each at most once, such as those of a service; all of the bureau when absent. */
  readonly operations?: readonly Operation[];
}

const OFFICER_CODE = /^O[0-9A-Z-]{3,31}$/;

/** A payment provider on the ledger: its statements confirm payments and refunds (T21). */
export interface ProviderJson extends Signer {
  readonly status: 'ACTIVE' | 'REVOKED';
  readonly name: string;
}

const PROVIDER_CODE = /^V[0-9A-Z-]{3,31}$/;

/** Whether text can be a provider's code: V and 3 to 31 characters. No credit code has a V. */
export function isProviderCode(text: string): boolean {
  return PROVIDER_CODE.test(text);
}

/** Whether text can be an officer's code: O and 3 to 31 characters. No credit code has an O, and a pseudonym begins with P. */
export function isOfficerCode(text: string): boolean {
  return OFFICER_CODE.test(text);
}

/**
 * Requires that a signer is active, because only an active signer may act (T32).
 * @throws {DomainError} TAXPAYER_SUSPENDED, PROVIDER_REVOKED or OFFICER_REVOKED
 */
export function requireActive({ code, status }: Pick<Signer, 'code' | 'status'>): void {
  if (status === 'SUSPENDED')
    throw new DomainError('TAXPAYER_SUSPENDED', `${code} is suspended; ask the tax bureau`);
  if (status === 'REVOKED' && isProviderCode(code))
    throw new DomainError(
      'PROVIDER_REVOKED',
      `the tax bureau has revoked the payment provider ${code}; ask the tax bureau`,
    );
  if (status === 'REVOKED')
    throw new DomainError(
      'OFFICER_REVOKED',
      `the tax bureau has revoked the officer ${code}; another officer must act`,
    );
}

/**
 * Requires that an officer's key may sign an operation.
 * @throws {DomainError} KEY_SCOPE
 */
export function requireOperation(
  { code, operations }: Pick<OfficerJson, 'code' | 'operations'>,
  operation: Operation,
): void {
  if (operations?.includes(operation) !== false) return;
  throw new DomainError(
    'KEY_SCOPE',
    `the key of ${code} may not sign ${operation}: it may sign ${operations.join(', ')}`,
  );
}
