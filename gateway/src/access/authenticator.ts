import type { TrustFile } from '@fapiao-ledger/pki';
import { LRUCache } from 'lru-cache';
import type { Custodian } from '../custodian/custodian.js';
import { type LedgerFacts, unlessUnregistered } from '../ledger/ledger-facts.js';
import { type Caller, credentialInvalid, type OfficerCaller, type TaxpayerCaller } from './callers.js';
import { keyObjectOf, LedgerKeys, type RegisteredKey } from './ledger-keys.js';
import { type Claims, claimsOf, credentialNamedIn, tokenIn } from './token.js';
import { requireValidNow, type TrustedCertificate, TrustedCertificates } from './trusted-certificates.js';

/** Tokens of 2 KB each. */
const TOKENS = { max: 10_000, maxSize: 20_000_000 };

/** A caller, and the claims of its token. */
export interface Credential {
  readonly caller: Caller;
  readonly token: Claims & Pick<TrustedCertificate, 'publicKey'>;
  /** Checks the caller again during a long answer. @throws {DomainError} CREDENTIAL_INVALID when its certificate or key is no longer valid */
  readonly recheck: () => Promise<void>;
}

interface Verified {
  readonly trusted: TrustedCertificate | RegisteredKey;
  readonly token: Credential['token'];
}

interface VerifiedHeader extends Verified {
  /** The whole Authorization header. */
  readonly authorization: string;
}

/**
 * Identifies a caller by a token that it signs with its own key: ES256, with the certificate in `x5c`. The gateway
 * stores no sessions and no secrets of callers. A taxpayer's key must be the one that the bureau registered, or the
 * access key that a custodian has bound to it. So a key that is replaced on the ledger is refused from then on. A further key of a
 * taxpayer has no certificate: its token names the key's registration in `kid`, and the ledger has the key.
 */
export class Authenticator {
  readonly #channel: string;
  readonly #facts: LedgerFacts;
  readonly #custodian: Custodian | undefined;
  readonly #certificates: TrustedCertificates;
  readonly #ledgerKeys: LedgerKeys;
  /** Tokens that were verified, until they expire, by the last characters of their header. */
  readonly #verified = new LRUCache<string, VerifiedHeader>(TOKENS);

  constructor(parts: {
    channel: string;
    trust: Pick<TrustFile, 'authorities' | 'taxpayerAuthorities' | 'revoked'>;
    facts: LedgerFacts;
    custodian: Custodian | undefined;
    now: () => number;
  }) {
    this.#channel = parts.channel;
    this.#facts = parts.facts;
    this.#custodian = parts.custodian;
    this.#certificates = new TrustedCertificates(parts.trust);
    this.#ledgerKeys = new LedgerKeys(parts.facts, parts.now);
  }

  /**
   * @param beforeCheck called before a signature is checked, which a token that was verified before does not need
   * @throws {DomainError} CREDENTIAL_INVALID, ROLE_REQUIRED
   */
  async credentialIn(authorization: string | undefined, beforeCheck: () => void): Promise<Credential> {
    let verified = this.#remembered(authorization);
    if (verified === undefined) {
      beforeCheck();
      verified = await this.#verify(authorization);
    }
    const { trusted, token } = verified;
    return {
      caller: await this.#callerNow(trusted),
      token,
      recheck: async () => void (await this.#callerNow(trusted)),
    };
  }

  async #callerNow(trusted: Verified['trusted']): Promise<Caller> {
    if ('name' in trusted) return (await this.#ledgerKeys.find(trusted.name)).caller;
    requireValidNow(trusted);
    const { caller } = trusted;
    if (caller.role === 'taxpayer') return await this.#registered(caller, trusted);
    if (caller.role === 'officer') await this.#requireRegisteredOfficer(caller, trusted);
    return caller;
  }

  /** Returns the result for a header that was verified before and has not expired. */
  #remembered(authorization = ''): Verified | undefined {
    const entry = this.#verified.get(endOf(authorization));
    // The last characters are only the key: every byte must be the same.
    if (entry?.authorization !== authorization) return undefined;
    if (entry.token.expiresAt > Date.now() / 1000) return entry;
    this.#verified.delete(endOf(authorization));
    return undefined;
  }

  async #verify(authorization = ''): Promise<Verified> {
    const token = tokenIn(authorization);
    const named = credentialNamedIn(token);
    const trusted =
      typeof named === 'string' ? this.#certificates.find(named) : await this.#ledgerKeys.find(named);
    const key = 'name' in trusted ? keyObjectOf(trusted) : trusted.key;
    const claims = await claimsOf(token, key, this.#channel);
    const verified = { trusted, token: { ...claims, publicKey: trusted.publicKey } };
    // A token that names its request is used once, so it is not kept.
    if (claims.named === undefined)
      this.#verified.set(
        endOf(authorization),
        { authorization, ...verified },
        { size: authorization.length },
      );
    return verified;
  }

  /** Refuses at once an officer that is revoked or has a new key. */
  async #requireRegisteredOfficer({ code }: OfficerCaller, { publicKey }: TrustedCertificate): Promise<void> {
    for (const freshness of ['recent', 'fresh'] as const) {
      const officer = await this.#facts.officer(code, freshness).catch(unlessUnregistered);
      if (officer?.status === 'ACTIVE' && officer.publicKey === publicKey) return;
    }
    throw credentialInvalid('the key is not the one registered for this officer');
  }

  async #registered(caller: TaxpayerCaller, { publicKey, isDelegate }: TrustedCertificate): Promise<Caller> {
    const { code, mspId } = caller;
    for (const freshness of ['recent', 'fresh'] as const) {
      const registered = await this.#facts.taxpayer(code, freshness).catch(unlessUnregistered);
      if (registered?.mspId !== mspId) continue;
      if (!isDelegate && registered.publicKey === publicKey) return caller;
      if (isDelegate && this.#custodian?.accessKeyOf(code, registered.publicKey) === publicKey) {
        return { ...caller, keyInCustody: registered.publicKey };
      }
    }
    throw credentialInvalid('the key is not the one registered for this taxpayer');
  }
}

/** Returns the last 32 characters, a part of the signature: a short key is faster to look up than a whole token. */
function endOf(authorization: string): string {
  return authorization.slice(-32);
}
