import {
  keyEpochOf,
  type ProviderJson,
  type Read,
  type RequestBodies,
  read,
  stateKey,
  TEXT_MAX,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';
import { MEMBERSHIP } from './registry.js';
import { providerOf } from './signers.js';

/** Registers a payment provider, or a new key, which replaces the former one. @throws {DomainError} as `perform` */
export async function registerProvider(
  transaction: Transaction,
  act: SignedAct<RequestBodies['register-provider']>,
): Promise<ProviderJson> {
  return await perform(transaction, 'register-provider', act, async ({ digest }) => {
    const provider: ProviderJson = { ...act.body, status: 'ACTIVE', keyEpoch: keyEpochOf(digest) };
    await transaction.state.put(stateKey('PROVIDER', provider.code), provider);
    transaction.emit('ProviderRegistered', { code: provider.code });
    return provider;
  });
}

/** Revokes a payment provider: none of its statements takes effect any more. @throws {DomainError} as `perform`, then PROVIDER_NOT_FOUND */
export async function revokeProvider(
  transaction: Transaction,
  act: SignedAct<{ readonly code: string }>,
): Promise<ProviderJson> {
  return await perform(transaction, 'revoke-provider', act, async () => {
    const { code } = act.body;
    const provider = { ...(await providerOf(transaction, code)), status: 'REVOKED' } as const;
    await transaction.state.put(stateKey('PROVIDER', code), provider);
    transaction.emit('ProviderRevoked', { code });
    return provider;
  });
}

/** Returns a payment provider. @throws {DomainError} ROLE_REQUIRED, then PROVIDER_NOT_FOUND */
export async function readProvider(transaction: Transaction, code: string): Promise<ProviderJson> {
  requireReader(transaction);
  return await providerOf(transaction, code);
}

export const readProviderRegistration: Read<RequestBodies['register-provider']> = read.record({
  code: read.providerCode,
  name: read.printable(TEXT_MAX.name),
  ...MEMBERSHIP,
});
