import type { TrustFile } from '@fapiao-ledger/pki';
import { LRUCache } from 'lru-cache';
import type { Custodian } from '../custodian/custodian.js';
import { type LedgerFacts, unlessUnregistered } from '../ledger/ledger-facts.js';
import { type Caller, credentialInvalid, type OfficerCaller, type TaxpayerCaller } from './callers.js';
import { type Claims, certificateIn, claimsOf, tokenIn } from './token.js';
import { requireValidNow, type TrustedCertificate, TrustedCertificates } from './trusted-certificates.js';

/** Tokens of 2 KB each. */
const TOKENS = { max: 10_000, maxSize: 20_000_000 };

/** Who calls, and what the token says beyond that. */
export interface Credential {
  readonly caller: Caller;
  readonly token: Claims & Pick<TrustedCertificate, 'publicKey'>;
  /** For who stays longer than a request. @throws {DomainError} CREDENTIAL_INVALID when the certificate or key no longer counts */
  readonly recheck: () => Promise<void>;
}

interface Verified {
  readonly trusted: TrustedCertificate;
  readonly claims: Claims;
}

interface Kept extends Verified {
  /** The whole header. */
  readonly authorization: string;
}

/**
 * Learns who calls from a token that the caller signs with its own key: ES256, the certificate in
 * `x5c`. The gateway keeps no sessions and no secrets of others. A taxpayer's key must be the one the
 * bureau registered, so that replacing a key on the ledger shuts the old one out; or the access key that
 * a custodian has bound to it.
 */
export class Authenticator {
  readonly #channel: string;
  readonly #facts: LedgerFacts;
  readonly #custodian: Custodian | undefined;
  readonly #certificates: TrustedCertificates;
  /** Whose token has been checked, until it expires: by the end of the header that carried it, its signature. */
  readonly #verified = new LRUCache<string, Kept>(TOKENS);

  constructor(parts: {
    channel: string;
    trust: Pick<TrustFile, 'authorities' | 'taxpayerAuthorities' | 'revoked'>;
    facts: LedgerFacts;
    custodian: Custodian | undefined;
  }) {
    this.#channel = parts.channel;
    this.#facts = parts.facts;
    this.#custodian = parts.custodian;
    this.#certificates = new TrustedCertificates(parts.trust);
  }

  /** Whether this very token was found good before, so that looking at it again costs next to nothing. */
  remembers(authorization: string | undefined): boolean {
    return this.#remembered(authorization) !== undefined;
  }

  /** @throws {DomainError} CREDENTIAL_INVALID, ROLE_REQUIRED */
  async credentialIn(authorization: string | undefined): Promise<Credential> {
    const { trusted, claims } = this.#remembered(authorization) ?? (await this.#verify(authorization));
    return {
      caller: await this.#callerNow(trusted),
      token: { ...claims, publicKey: trusted.publicKey },
      recheck: async () => void (await this.#callerNow(trusted)),
    };
  }

  async #callerNow(trusted: TrustedCertificate): Promise<Caller> {
    requireValidNow(trusted);
    const { caller } = trusted;
    if (caller.role === 'taxpayer') return await this.#registered(caller, trusted);
    if (caller.role === 'officer') await this.#requireRegisteredOfficer(caller, trusted);
    return caller;
  }

  /** Who sent this very header before, if its token was good and is valid still. */
  #remembered(authorization = ''): Verified | undefined {
    const kept = this.#verified.get(endOf(authorization));
    // The end only finds it: what was checked is every byte.
    if (kept?.authorization !== authorization) return undefined;
    if (kept.claims.expiresAt > Date.now() / 1000) return kept;
    this.#verified.delete(endOf(authorization));
    return undefined;
  }

  async #verify(authorization = ''): Promise<Verified> {
    const token = tokenIn(authorization);
    const trusted = this.#certificates.find(certificateIn(token));
    const claims = await claimsOf(token, trusted.key, this.#channel);
    const verified = { trusted, claims };
    // One that names its request does not come again.
    if (claims.named === undefined)
      this.#verified.set(
        endOf(authorization),
        { authorization, ...verified },
        { size: authorization.length },
      );
    return verified;
  }

  /** A revoked officer, or one with a new key, is shut out at once. */
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

/** Enough of a signature to tell tokens apart: looking up all of a token takes longer than comparing it. */
function endOf(authorization: string): string {
  return authorization.slice(-32);
}
