import { X509Certificate } from 'node:crypto';
import { type Attributes, DomainError, isLowS, readMemberCertificate } from '@fapiao-ledger/chaincode/core';
import type { Subject, Validity } from './certificate.js';
import { x509 } from './webcrypto.js';

export interface CertificateSummary {
  readonly subject: Subject;
  /** Fabric attributes; empty when the certificate carries none. */
  readonly attributes: Attributes;
  readonly validity: Validity;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** PEM. */
  readonly publicKey: string;
}

/**
 * What a certificate says about its owner. Says nothing about whether anybody should believe it.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when it is no certificate, or its attributes are not Fabric's
 */
export function readCertificate(pem: string): CertificateSummary {
  try {
    const certificate = new x509.X509Certificate(pem);
    const field = (name: string): string[] => certificate.subjectName.getField(name);
    return {
      subject: { organization: field('O')[0] ?? '', units: field('OU'), commonName: field('CN')[0] ?? '' },
      attributes: readMemberCertificate(new Uint8Array(certificate.rawData)).attributes,
      validity: { from: certificate.notBefore, to: certificate.notAfter },
      serialNumber: certificate.serialNumber,
      publicKey: new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', 'the certificate cannot be read', { cause });
  }
}

/**
 * Whether the owner of `root` issued a certificate, under a signature in its one form. Anybody can turn that signature
 * into a second one that verifies, and the certificate into one that says the same under another fingerprint: one
 * which nobody has revoked.
 */
export function isIssuedBy(certificate: X509Certificate, root: X509Certificate): boolean {
  if (!certificate.checkIssued(root) || !certificate.verify(root.publicKey)) return false;
  return isLowS(new Uint8Array(new x509.X509Certificate(certificate.raw).signature));
}
