import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  findKey,
  hasKeyEnded,
  isParticipantCode,
  isProviderCode,
  type ScopedKeyJson,
} from '@fapiao-ledger/core';
import { type Freshness, type LedgerFacts, unlessUnregistered } from '../ledger/ledger-facts.js';
import { type Caller, credentialInvalid } from './callers.js';
import type { KeyName } from './token.js';

/** A key without a certificate, by its registration on the ledger, and the caller that proves itself with it. */
export interface RegisteredKey {
  readonly name: KeyName;
  readonly caller: Caller;
  /** SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
}

/**
 * Finds keys that have no certificate on the ledger. A taxpayer's own key and an officer's key have certificates, which can be revoked, so
 * they are not found here.
 */
export class LedgerKeys {
  readonly #facts: LedgerFacts;
  readonly #now: () => number;

  /** @param now the ledger's clock, milliseconds since 1970 */
  constructor(facts: LedgerFacts, now: () => number) {
    this.#facts = facts;
    this.#now = now;
  }

  /** Returns a key that is in force now. A key that is not found is looked for afresh. @throws {DomainError} CREDENTIAL_INVALID */
  async find(name: KeyName): Promise<RegisteredKey> {
    for (const freshness of ['recent', 'fresh'] as const) {
      const found = await this.#keyOf(name, freshness);
      if (found !== undefined) return found;
    }
    throw credentialInvalid('the key that the token names is not registered, is revoked or has ended');
  }

  async #keyOf(name: KeyName, freshness: Freshness): Promise<RegisteredKey | undefined> {
    const { code, keyEpoch } = name;
    if (isProviderCode(code)) return await this.#keyOfProvider(name, freshness);
    if (!isParticipantCode(code)) return undefined;
    const taxpayer = await this.#facts.taxpayer(code, freshness).catch(unlessUnregistered);
    if (taxpayer === undefined) return undefined;
    const key = findKey(await this.#facts.keys(code, freshness), taxpayer, keyEpoch);
    if (key === undefined || this.#hasEnded(key)) return undefined;
    const { mspId } = taxpayer;
    return { name, caller: { role: 'taxpayer', mspId, code, key }, publicKey: key.publicKey };
  }

  async #keyOfProvider(name: KeyName, freshness: Freshness): Promise<RegisteredKey | undefined> {
    const provider = await this.#facts.provider(name.code, freshness).catch(unlessUnregistered);
    if (provider?.status !== 'ACTIVE' || provider.keyEpoch !== name.keyEpoch) return undefined;
    const { mspId, code, publicKey } = provider;
    return { name, caller: { role: 'provider', mspId, code }, publicKey };
  }

  #hasEnded(key: ScopedKeyJson): boolean {
    return hasKeyEnded(key, Math.floor(this.#now() / 1000));
  }
}

/** Returns a registered key in the form in which node:crypto verifies with it. */
export function keyObjectOf({ publicKey }: RegisteredKey): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}
