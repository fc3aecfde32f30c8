import { DomainError, isOfficerCode, type OfficerJson, stateKey, type TaxpayerJson } from '#core';
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
