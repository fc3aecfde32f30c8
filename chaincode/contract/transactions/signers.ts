import {
  DomainError,
  isOfficerCode,
  type OfficerJson,
  type ScopedKeyJson,
  type SignedRequest,
  type Signer,
  stateKey,
  type TaxpayerJson,
} from '#core';
import type { Transaction } from '../transaction.js';

/** Returns the taxpayer or officer with a code. @throws {DomainError} TAXPAYER_NOT_FOUND or OFFICER_NOT_FOUND */
export async function signerOf(transaction: Transaction, code: string): Promise<TaxpayerJson | OfficerJson> {
  return isOfficerCode(code) ? await officerOf(transaction, code) : await taxpayerOf(transaction, code);
}

/** Returns the taxpayer with a code. @throws {DomainError} TAXPAYER_NOT_FOUND */
export async function taxpayerOf(transaction: Transaction, code: string): Promise<TaxpayerJson> {
  const taxpayer = await transaction.state.get(stateKey('TAXPAYER', code));
  if (taxpayer !== undefined) return taxpayer;
  throw new DomainError('TAXPAYER_NOT_FOUND', `${code} is not registered`);
}

/** Returns the officer with a code. @throws {DomainError} OFFICER_NOT_FOUND */
export async function officerOf(transaction: Transaction, code: string): Promise<OfficerJson> {
  const officer = await transaction.state.get(stateKey('OFFICER', code));
  if (officer !== undefined) return officer;
  throw new DomainError('OFFICER_NOT_FOUND', `no officer is registered as ${code}`);
}

/**
 * Returns the further keys of a signer for the judgment of its requests. They are read only where a request names another registration
 * than that of the signer's own key, so that such a request alone conflicts with a revocation.
 */
export async function keysFor(
  transaction: Transaction,
  { code, keyEpoch }: Signer,
  requests: readonly SignedRequest[],
): Promise<readonly ScopedKeyJson[]> {
  if (isOfficerCode(code) || requests.every((request) => request.keyEpoch === keyEpoch)) return [];
  return await storedKeys(transaction, code);
}

/** Returns the further keys of a taxpayer as the ledger has them, also those that are no longer in force. */
export async function storedKeys(transaction: Transaction, code: string): Promise<readonly ScopedKeyJson[]> {
  return (await transaction.state.get(stateKey('KEYS', code))) ?? [];
}
