import { createPublicKey } from 'node:crypto';
import { DomainError } from '@fapiao-ledger/chaincode/core';

/**
 * SubjectPublicKeyInfo (DER, base64) of the key in a PEM text: a public key or a certificate.
 * @throws {DomainError} CREDENTIAL_INVALID when there is no P-256 key in it, or a private one
 */
export function publicKeyIn(pem: string, file: string): string {
  if (pem.includes('PRIVATE KEY')) {
    throw new DomainError('CREDENTIAL_INVALID', `${file} is a private key: it must never leave its owner`);
  }
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') {
      return key.export({ type: 'spki', format: 'der' }).toString('base64');
    }
  } catch {
    // Refused below, with the name of the file.
  }
  throw new DomainError('CREDENTIAL_INVALID', `${file} holds no P-256 public key in PEM`);
}
