import { X509Certificate } from 'node:crypto';
import { type Attributes, DomainError, namesOf, OID, readMemberCertificate } from '@fapiao-ledger/core';

export interface Subject {
  readonly organization: string;
  readonly units: readonly string[];
  readonly commonName: string;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

export interface CertificateSummary {
  readonly subject: Subject;
  /** Fabric attributes; empty when the certificate has none. */
  readonly attributes: Attributes;
  readonly validity: Validity;
  /** Serial number, hexadecimal. */
  readonly serialNumber: string;
  /** Public key, PEM. */
  readonly publicKey: string;
}

/**
 * Returns what a certificate says about its owner. Only `Trust` decides whether to trust it.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when it is no certificate, or its attributes are not Fabric's
 */
export function readCertificate(pem: string): CertificateSummary {
  try {
    const x509 = new X509Certificate(pem);
    const { certificate, attributes } = readMemberCertificate(x509.raw);
    const { subject, notBefore, notAfter } = certificate;
    return {
      subject: {
        organization: namesOf(subject, OID.organization)[0] ?? '',
        units: namesOf(subject, OID.organizationalUnit),
        commonName: namesOf(subject, OID.commonName)[0] ?? '',
      },
      attributes,
      validity: { from: new Date(notBefore * 1000), to: new Date(notAfter * 1000) },
      serialNumber: x509.serialNumber.toLowerCase(),
      publicKey: x509.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', 'the certificate cannot be read', { cause });
  }
}
