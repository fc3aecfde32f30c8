import {
  type KeyRegistration,
  keysUnder,
  type Read,
  read,
  readKeyName,
  readKeyRegistration,
  registerKey,
  revokeKey,
  type ScopedKeyJson,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, readOwnAct, type SignedAct } from './act.js';
import { storedKeys, taxpayerOf } from './signers.js';

/** Registers a further key of the taxpayer that signs. @throws as `perform`, then as core's `registerKey` */
export async function registerTaxpayerKey(
  transaction: Transaction,
  act: SignedAct<KeyRegistration>,
): Promise<ScopedKeyJson> {
  const { actor, body } = act;
  return await perform(transaction, 'register-key', act, async ({ digest, signer }) => {
    const stored = await storedKeys(transaction, actor);
    const { key, keys } = registerKey(stored, signer, body, { digest, at: transaction.at });
    await transaction.state.put(stateKey('KEYS', actor), keys);
    transaction.emit('KeyRegistered', { taxpayer: actor, name: key.name });
    return key;
  });
}

/** Revokes a further key of the taxpayer that signs. @throws {DomainError} as `perform`, then KEY_NOT_FOUND */
export async function revokeTaxpayerKey(
  transaction: Transaction,
  act: SignedAct<{ readonly name: string }>,
): Promise<ScopedKeyJson> {
  const { actor, body } = act;
  return await perform(transaction, 'revoke-key', act, async ({ signer }) => {
    const { key, keys } = revokeKey(await storedKeys(transaction, actor), signer, body.name);
    await transaction.state.put(stateKey('KEYS', actor), keys);
    transaction.emit('KeyRevoked', { taxpayer: actor, name: key.name });
    return key;
  });
}

/** Returns the further keys of a taxpayer, also those that have ended. @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_NOT_FOUND */
export async function readKeys(transaction: Transaction, code: string): Promise<readonly ScopedKeyJson[]> {
  requireReader(transaction);
  const taxpayer = await taxpayerOf(transaction, code);
  return keysUnder(await storedKeys(transaction, code), taxpayer);
}

export const readRegistrationOfKey: Read<SignedAct<KeyRegistration>> = readOwnAct(readKeyRegistration);

export const readRevocationOfKey: Read<SignedAct<{ readonly name: string }>> = readOwnAct(
  read.record({ name: readKeyName }),
);
