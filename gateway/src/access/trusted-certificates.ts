import { type KeyObject, X509Certificate } from 'node:crypto';
import {
  type Attributes,
  attributeOf,
  type Certificate,
  DomainError,
  decodeBase64,
  encodeBase64,
  isAuthority,
  parseMemberCertificate,
  roleIn,
} from '@fapiao-ledger/core';
import {
  certificateFromPem,
  fingerprintOf,
  isIssuedBy,
  type TrustedAuthority,
  type TrustFile,
} from '@fapiao-ledger/pki';
import { LRUCache } from 'lru-cache';
import { type Caller, credentialInvalid, type OfficerCaller } from './callers.js';
import { LEEWAY_SECONDS } from './token.js';

/** Root certificate of an organization, which certifies either members of the channel or taxpayers. */
interface Root {
  readonly mspId: string;
  readonly root: Certificate;
  readonly certifies: 'members' | 'taxpayers';
}

/** A parsed certificate takes about 6 KB outside the heap. */
const CERTIFICATES = { max: 10_000, maxSize: 64_000_000 };
const CERTIFICATE_BYTES = 6_000;

/** Role of a taxpayer's access key, for which a custodian signs. The contract has no such role. */
const DELEGATE = 'delegate';
const TAXPAYER = 'taxpayer';

export interface TrustedCertificate {
  readonly key: KeyObject;
  /** Milliseconds since 1970. Stored, because X509Certificate parses its dates at each access. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly caller: Caller;
  readonly isDelegate: boolean;
  /** SubjectPublicKeyInfo, DER in base64, as on the ledger. */
  readonly publicKey: string;
}

/** Finds certificates that an authority of the network has issued and that are not revoked. */
export class TrustedCertificates {
  /** Revoked certificates: SHA-256 of their DER, lower-case hex. */
  readonly #revoked: ReadonlySet<string>;
  readonly #roots: readonly Root[];
  /** Certificates whose issuer has been checked, by their base64. */
  readonly #trusted = new LRUCache<string, TrustedCertificate>(CERTIFICATES);

  constructor({
    authorities,
    taxpayerAuthorities,
    revoked = [],
  }: Pick<TrustFile, 'authorities' | 'taxpayerAuthorities' | 'revoked'>) {
    this.#revoked = new Set(revoked);
    this.#roots = [
      ...authorities.map(rootFor('members')),
      ...taxpayerAuthorities.map(rootFor('taxpayers')),
    ].filter(({ root }) => !this.#revoked.has(fingerprintOf(root)));
  }

  /** @param base64 of the certificate's DER @throws {DomainError} CREDENTIAL_INVALID, ROLE_REQUIRED */
  find(base64: string): TrustedCertificate {
    const checked = this.#trusted.get(base64);
    if (checked !== undefined) return checked;
    const trusted = this.#examine(base64);
    this.#trusted.set(base64, trusted, { size: base64.length + CERTIFICATE_BYTES });
    return trusted;
  }

  #examine(base64: string): TrustedCertificate {
    const { certificate, attributes } = parseCertificate(base64);
    const issuer = this.#roots.find(({ root }) => isIssuedBy(certificate, root));
    if (issuer === undefined || isAuthority(certificate))
      throw credentialInvalid('no authority of this network has issued the certificate');
    if (this.#revoked.has(fingerprintOf(certificate))) throw credentialInvalid('the certificate is revoked');
    return {
      key: new X509Certificate(certificate.bytes).publicKey,
      ...callerIn(attributes, issuer),
      validFrom: certificate.notBefore * 1000,
      validTo: certificate.notAfter * 1000,
      publicKey: encodeBase64(certificate.publicKey),
    };
  }
}

/** @throws {DomainError} CREDENTIAL_INVALID */
export function requireValidNow({ validFrom, validTo }: TrustedCertificate): void {
  const now = Date.now();
  const leeway = LEEWAY_SECONDS * 1000;
  if (now + leeway < validFrom || now - leeway > validTo) {
    throw credentialInvalid('the certificate is not valid now');
  }
}

/**
 * Parses with the contract's reader, so that gateway and contract identify the same caller by a certificate. It
 * accepts only canonical base64 and no bytes after the certificate.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
function parseCertificate(base64: string): ReturnType<typeof parseMemberCertificate> {
  const der = decodeBase64(base64);
  if (der === undefined)
    throw credentialInvalid('x5c does not hold a certificate as DER in canonical base64');
  try {
    return parseMemberCertificate(der);
  } catch (error) {
    throw error instanceof DomainError ? credentialInvalid(`x5c: ${error.message}`) : error;
  }
}

function rootFor(certifies: Root['certifies']): (authority: TrustedAuthority) => Root {
  return ({ mspId, certificate }) => ({ mspId, root: certificateFromPem(certificate), certifies });
}

/** Returns the caller that a certificate names. Only a taxpayers' authority certifies taxpayers, and it certifies nothing else. */
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
    if (code === undefined) throw credentialInvalid('the certificate names no taxpayer');
    return { caller: { role: TAXPAYER, mspId, code }, isDelegate: attribute === DELEGATE };
  }
  throw new DomainError('ROLE_REQUIRED', 'the certificate carries no role of this network');
}

function officerIn(attributes: Attributes, mspId: string): OfficerCaller {
  const code = attributeOf(attributes, 'officer.id');
  if (code !== undefined) return { role: 'officer', mspId, code };
  throw credentialInvalid('the certificate names no officer: it lacks officer.id');
}
