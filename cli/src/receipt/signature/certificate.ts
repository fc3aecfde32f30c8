import { type Certificate, DerError, isLowS, readCertificate } from '@fapiao-ledger/chaincode/core';
import { verifySignature } from './ecdsa.js';

const PEM = /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----\s*$/;

/** @throws {DerError} */
export function certificateFromPem(pem: string): Certificate {
  const body = PEM.exec(pem)?.[1];
  if (body === undefined) throw new DerError('the text is not one certificate in PEM');
  return readCertificate(Buffer.from(body, 'base64'));
}

/**
 * Whether the issuer signed the certificate, in the one form of that signature: the other form, which anybody can make
 * of it, would give the certificate a fingerprint that nobody has revoked.
 */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  return (
    Buffer.compare(certificate.issuer, issuer.subject) === 0 &&
    isLowS(certificate.signature) &&
    verifySignature(issuer.publicKey, certificate.signedPart, certificate.signature)
  );
}
