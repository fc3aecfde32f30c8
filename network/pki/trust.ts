import {
  type Attributes,
  attributesIn,
  type Certificate,
  isAuthority,
  keyUsageOf,
  nameAttributes,
  OID,
  VerificationError,
} from '@fapiao-ledger/core';
import { sameBytes } from './bytes.js';
import { certificateFromPem, fingerprintOf, isIssuedBy } from './certificate.js';
import type { TrustedAuthority, TrustFile } from './trust-file.js';

/** Bits of keyUsage (RFC 5280, section 4.2.1.3). */
const DIGITAL_SIGNATURE = 0x80;
const SIGN_CERTIFICATES = 0x04;

/** Extensions that this program understands. No other may be critical. */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(OID));

/** Owners that an authority certifies: members of the channel, or taxpayers. */
export type Purpose = 'members' | 'taxpayers';

interface Authority {
  readonly mspId: string;
  readonly pem: string;
  readonly purpose: Purpose;
  readonly certificate: Certificate;
}

/** A member of an organization, proved by its certificate. */
export interface Member {
  readonly mspId: string;
  readonly purpose: Purpose;
  readonly units: readonly string[];
  readonly commonName: string;
  /** Fabric's attributes, such as `role`. */
  readonly attributes: Attributes;
}

/** The trust file in the form that certificate paths need. */
export class Trust {
  readonly file: TrustFile;
  readonly #authorities: readonly Authority[];

  constructor(file: TrustFile) {
    this.file = file;
    const read =
      (purpose: Purpose) =>
      ({ mspId, certificate: pem }: TrustedAuthority) => ({
        mspId,
        pem,
        purpose,
        certificate: certificateFromPem(pem),
      });
    const all = [
      ...file.authorities.map(read('members')),
      ...file.taxpayerAuthorities.map(read('taxpayers')),
    ];
    this.#authorities = all.filter(({ certificate }) => !this.#isRevoked(certificate));
  }

  /**
   * Returns the member that a certificate proved at a moment (seconds since 1970): issued directly by a trusted
   * authority, both valid then, and permitted for signing documents.
   */
  memberOf(certificate: Certificate, at: number, mspId?: string): Member {
    const authority = this.#issuerOf(certificate, at, mspId);
    refuseUnless(
      isValidAt(authority.certificate, at),
      'the authority’s certificate was not valid at that time',
    );
    refuseUnless(isValidAt(certificate, at), 'the certificate was not valid at that time');
    const usage = keyUsageOf(certificate) ?? DIGITAL_SIGNATURE;
    refuseUnless(
      !isAuthority(certificate) && (usage & DIGITAL_SIGNATURE) !== 0,
      'the certificate is not for signing documents',
    );
    refuseUnless(hasNoUnknownDemand(certificate), 'the certificate has an unknown critical extension');
    refuseUnless(!this.#isRevoked(certificate), 'the certificate is revoked');
    return {
      mspId: authority.mspId,
      purpose: authority.purpose,
      units: nameAttributes(certificate.subject, OID.organizationalUnit),
      commonName: nameAttributes(certificate.subject, OID.commonName)[0] ?? '',
      attributes: attributesIn(certificate),
    };
  }

  /** Returns the PEM of the authority that issued a member's certificate. */
  issuerOf(certificate: Certificate, at: number): string {
    return this.#issuerOf(certificate, at, undefined).pem;
  }

  /** Returns whether a chain contains exactly the certificate that the trust file names. */
  knows(certificate: Certificate): boolean {
    return this.#authorities.some((authority) => sameBytes(authority.certificate.bytes, certificate.bytes));
  }

  #isRevoked(certificate: Certificate): boolean {
    return (this.file.revoked ?? []).includes(fingerprintOf(certificate));
  }

  /** Finds the issuer that was valid at the time, because a renewed authority may keep its name and key. */
  #issuerOf(certificate: Certificate, at: number, mspId: string | undefined): Authority {
    const issuers = this.#authorities.filter(
      (authority) =>
        (mspId === undefined || authority.mspId === mspId) &&
        maySignCertificates(authority.certificate) &&
        isIssuedBy(certificate, authority.certificate),
    );
    const issuer = issuers.find((authority) => isValidAt(authority.certificate, at)) ?? issuers[0];
    const whose = mspId === undefined ? '' : ` of ${mspId}`;
    refuseUnless(issuer !== undefined, `the certificate was not issued by a trusted authority${whose}`);
    return issuer;
  }
}

function maySignCertificates(certificate: Certificate): boolean {
  return (
    isAuthority(certificate) && ((keyUsageOf(certificate) ?? SIGN_CERTIFICATES) & SIGN_CERTIFICATES) !== 0
  );
}

function isValidAt({ notBefore, notAfter }: Certificate, at: number): boolean {
  return notBefore <= at && at <= notAfter;
}

function hasNoUnknownDemand({ extensions }: Certificate): boolean {
  return [...extensions].every(([oid, { critical }]) => !critical || UNDERSTOOD.has(oid));
}

function refuseUnless(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new VerificationError('RECEIPT_CERTIFICATE', reason);
}
