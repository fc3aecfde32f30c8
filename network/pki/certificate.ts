import { type Certificate, DerError, decodeBase64, isLowS, parseCertificate } from '@fapiao-ledger/core';
import { sha256Hex } from '#primitives';
import { sameBytes } from './bytes.js';
import { verifySignature } from './ecdsa.js';

const PEM = /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----\s*$/;

/**
 * Reads the one certificate in a PEM text.
 *
 * @throws {DerError}
 */
export function certificateFromPem(pem: string): Certificate {
  const body = PEM.exec(pem)?.[1];
  const der = body === undefined ? undefined : decodeBase64(body.replaceAll(/[\r\n]/g, ''));
  if (der === undefined) throw new DerError('the text is not one certificate in PEM');
  return parseCertificate(der);
}

/**
 * Returns whether the issuer signed the certificate, with the lower of the two possible `s`. An attacker can turn a signature
 * into the one with the higher `s` without the key. The certificate with it has another fingerprint, which no list of
 * revoked certificates names.
 */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return hasIssued(issuer, certificate) && isLowS(certificate.signature);
}

/** Returns whether the issuer signed the certificate, with either `s`. A Fabric peer checks no more than that. */
export function hasIssued(issuer: Certificate, certificate: Certificate): boolean {
  return (
    sameBytes(certificate.issuer, issuer.subject) &&
    verifySignature(issuer.publicKey, certificate.signedPart, certificate.signature)
  );
}

/** Returns the SHA-256 of a certificate's DER, lower-case hex: the name by which a trust file revokes it. */
export function fingerprintOf({ bytes }: Pick<Certificate, 'bytes'>): string {
  return sha256Hex(bytes);
}
