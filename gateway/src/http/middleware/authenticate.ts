import { type KeyObject, X509Certificate } from 'node:crypto';
import {
  type Attributes,
  attributeOf,
  type Certificate,
  DomainError,
  encodeBase64,
  isAuthority,
  roleIn,
} from '@fapiao-ledger/core';
import type { TrustedAuthority, TrustFile } from '@fapiao-ledger/pki';
import { certificateFromPem, fingerprintOf, isIssuedBy } from '@fapiao-ledger/pki';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller, OfficerCaller, TaxpayerCaller } from '../../callers.js';
import type { Custodian } from '../../custodian/custodian.js';
import { type LedgerFacts, unlessUnregistered } from '../../ledger/ledger-facts.js';
import { type NamedRequest, namedRequestIn } from './named-request.js';
import { certificateIn, parseCertificate } from './token-certificate.js';

/** Root of an organization, and what its certificates stand for: members of the channel, or taxpayers. */
interface Root {
  readonly mspId: string;
  readonly root: Certificate;
  readonly certifies: 'members' | 'taxpayers';
}

/** Longest life of a token, and how far clocks may differ. */
const TOKEN_SECONDS_MAX = 300;
export const LEEWAY_SECONDS = 60;
/** A parsed certificate has some 6 KB outside the heap. */
const CERTIFICATES = { max: 10_000, maxSize: 64_000_000 };
const CERTIFICATE_BYTES = 6_000;
/** Tokens of 2 KB each. */
const TOKENS = { max: 10_000, maxSize: 20_000_000 };
/** A token with a certificate has some 2,000; what is remembered of ten thousand has to have a bound too. */
const AUTHORIZATION_LENGTH_MAX = 8_192;

/** Role of a taxpayer's second key, which has a custodian sign; the contract knows no such role. */
const DELEGATE = 'delegate';
const TAXPAYER = 'taxpayer';

interface TrustedCertificate {
  readonly key: KeyObject;
  /** Milliseconds since 1970; the certificate itself works them out anew at every question. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly caller: Caller;
  readonly isDelegate: boolean;
  /** SubjectPublicKeyInfo, DER in base64: as the ledger keeps it. */
  readonly publicKey: string;
}

interface Claims {
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly named?: NamedRequest;
}

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
  /** Certificates no longer believed: SHA-256 of their DER, lower-case hex. */
  readonly #revoked: ReadonlySet<string>;
  readonly #roots: readonly Root[];
  /** Certificates whose issuer has been checked, by their base64. */
  readonly #known = new LRUCache<string, TrustedCertificate>(CERTIFICATES);
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
    const { authorities, taxpayerAuthorities, revoked = [] } = parts.trust;
    this.#revoked = new Set(revoked);
    this.#roots = [
      ...authorities.map(rootFor('members')),
      ...taxpayerAuthorities.map(rootFor('taxpayers')),
    ].filter(({ root }) => !this.#revoked.has(fingerprintOf(root)));
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

  #trusted(base64: string): TrustedCertificate {
    const known = this.#known.get(base64);
    if (known !== undefined) return known;
    const trusted = this.#examine(base64);
    this.#known.set(base64, trusted, { size: base64.length + CERTIFICATE_BYTES });
    return trusted;
  }

  #examine(base64: string): TrustedCertificate {
    const { certificate: read, attributes } = parseCertificate(base64);
    const issuer = this.#roots.find(({ root }) => isIssuedBy(read, root));
    if (issuer === undefined || isAuthority(read))
      throw invalid('no authority of this network has issued it');
    if (this.#revoked.has(fingerprintOf(read))) throw invalid('the certificate is revoked');
    return {
      key: new X509Certificate(read.bytes).publicKey,
      ...callerIn(attributes, issuer),
      validFrom: read.notBefore * 1000,
      validTo: read.notAfter * 1000,
      publicKey: encodeBase64(read.publicKey),
    };
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
    const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw invalid('a bearer token is needed');
    if (authorization.length > AUTHORIZATION_LENGTH_MAX) {
      throw invalid(`a token has at most ${AUTHORIZATION_LENGTH_MAX} characters`);
    }
    const trusted = this.#trusted(certificateIn(token));
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
    throw invalid('the key is not the one registered for this officer');
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
    throw invalid('the key is not the one registered for this taxpayer');
  }
}

/** @throws {DomainError} CREDENTIAL_INVALID */
async function claimsOf(token: string, publicKey: KeyObject, channel: string): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['ES256'],
      audience: channel,
      clockTolerance: LEEWAY_SECONDS,
      maxTokenAge: TOKEN_SECONDS_MAX,
      requiredClaims: ['iat', 'exp'],
    });
    const { exp = 0, iat = 0 } = payload;
    if (exp - iat > TOKEN_SECONDS_MAX) {
      throw invalid(`a token is valid for at most ${TOKEN_SECONDS_MAX} seconds`);
    }
    const named = namedRequestIn(payload);
    return { expiresAt: exp, ...(named && { named }) };
  } catch (error) {
    throw error instanceof errors.JOSEError ? invalid(wordsFor(error, channel)) : error;
  }
}

/** What is wrong with a token, in words for whoever made it. */
function wordsFor(error: errors.JOSEError, channel: string): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (!(error instanceof errors.JWTClaimValidationFailed)) {
    return 'the token cannot be read, or another key has signed it';
  }
  const { claim } = error;
  if (claim === 'aud') return `the token is for another network: its aud is to be ${channel}`;
  if (claim === 'nbf') return 'the token is not valid yet';
  return `the token’s ${claim} is missing or wrong: it is a number of seconds since 1970`;
}

function rootFor(certifies: Root['certifies']): (authority: TrustedAuthority) => Root {
  return ({ mspId, certificate }) => ({ mspId, root: certificateFromPem(certificate), certifies });
}

/** A taxpayers' authority makes taxpayers only, whatever it writes into a certificate, and no other authority makes one. */
function callerIn(
  attributes: Attributes,
  { mspId, certifies }: Root,
): Pick<TrustedCertificate, 'caller' | 'isDelegate'> {
  const attribute = attributeOf(attributes, 'role');
  if (certifies === 'members') {
    const role = roleIn(mspId, attribute);
    if (role === 'officer') return { caller: officerIn(attributes, mspId), isDelegate: false };
    if (role !== undefined) return { caller: { role, mspId }, isDelegate: false };
  } else if (attribute === TAXPAYER || attribute === DELEGATE) {
    const code = attributeOf(attributes, 'taxpayer.id');
    if (code === undefined) throw invalid('the certificate names no taxpayer');
    return { caller: { role: TAXPAYER, mspId, code }, isDelegate: attribute === DELEGATE };
  }
  throw new DomainError('ROLE_REQUIRED', 'the certificate carries no role of this network');
}

function officerIn(attributes: Attributes, mspId: string): OfficerCaller {
  const code = attributeOf(attributes, 'officer.id');
  if (code !== undefined) return { role: 'officer', mspId, code };
  throw invalid('the certificate names no officer: it lacks officer.id');
}

/** Enough of a signature to tell tokens apart: looking up all of a token takes longer than comparing it. */
function endOf(authorization: string): string {
  return authorization.slice(-32);
}

function requireValidNow({ validFrom, validTo }: TrustedCertificate): void {
  const now = Date.now();
  const leeway = LEEWAY_SECONDS * 1000;
  if (now + leeway < validFrom || now - leeway > validTo) {
    throw invalid('the certificate is not valid now');
  }
}

function invalid(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
