import { DomainError, type PolicyJson, stateKey } from '#core';
import type { Transaction } from '../transaction.js';

/** Returns the bureau's policy. @throws {DomainError} NOT_FOUNDED */
export async function policyOf(transaction: Transaction): Promise<PolicyJson> {
  const policy = await transaction.state.get(stateKey('POLICY'));
  if (policy !== undefined) return policy;
  throw new DomainError('NOT_FOUNDED', 'the tax bureau has not founded this ledger yet');
}
