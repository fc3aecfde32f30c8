import { X509Certificate } from 'node:crypto';
import {
  type Attributes,
  DomainError,
  nameAttributes,
  OID,
  parseMemberCertificate,
} from '@fapiao-ledger/core';

/** The subject of a certificate; texts are empty where it has none. */
export interface Subject {
  readonly organization: string;
  readonly units: readonly string[];
  readonly commonName: string;
}

/** The first and last moment at which a certificate is valid. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** The facts of a certificate that people and programs look at. */
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
    const { certificate, attributes } = parseMemberCertificate(x509.raw);
    const { subject, notBefore, notAfter } = certificate;
    return {
      subject: {
        organization: nameAttributes(subject, OID.organization)[0] ?? '',
        units: nameAttributes(subject, OID.organizationalUnit),
        commonName: nameAttributes(subject, OID.commonName)[0] ?? '',
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
