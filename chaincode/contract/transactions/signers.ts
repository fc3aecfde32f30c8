import {
  DomainError,
  isOfficerCode,
  isProviderCode,
  type OfficerJson,
  type ProviderJson,
  providerNotFound,
  type ScopedKeyJson,
  type SignedRequest,
  type Signer,
  stateKey,
  type TaxpayerJson,
} from '#core';
import type { Transaction } from '../transaction.js';

/**
 * Returns the taxpayer, officer or payment provider with a code.
 * @throws {DomainError} TAXPAYER_NOT_FOUND, OFFICER_NOT_FOUND or PROVIDER_NOT_FOUND
 */
export async function signerOf(
  transaction: Transaction,
  code: string,
): Promise<TaxpayerJson | OfficerJson | ProviderJson> {
  if (isOfficerCode(code)) return await officerOf(transaction, code);
  return isProviderCode(code) ? await providerOf(transaction, code) : await taxpayerOf(transaction, code);
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

/** Returns the payment provider with a code. @throws {DomainError} PROVIDER_NOT_FOUND */
export async function providerOf(transaction: Transaction, code: string): Promise<ProviderJson> {
  const provider = await transaction.state.get(stateKey('PROVIDER', code));
  if (provider !== undefined) return provider;
  throw providerNotFound(code);
}
