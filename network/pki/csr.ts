import { DomainError } from '@fapiao-ledger/core';
import { privateKeyFromPem } from './keys.js';
import { cryptoKeys, ECDSA_SHA256, x509 } from './webcrypto.js';

/** Makes a certificate request (PKCS#10, PEM). The key signs it, so that the private key never leaves its owner. */
export async function createCsr(request: { commonName: string; privateKey: string }): Promise<string> {
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [request.commonName] }],
    keys: cryptoKeys(privateKeyFromPem(request.privateKey)),
    signingAlgorithm: ECDSA_SHA256,
  });
  return csr.toString('pem');
}

/**
 * Returns the public key (PEM) of a certificate request. Subject and extensions are ignored, because the authority
 * decides what it certifies.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when it is no request, or not signed by the key it carries
 */
export async function publicKeyOfCsr(pem: string): Promise<string> {
  const csr = parseCsr(pem);
  if (!(await isSelfSigned(csr))) {
    throw new DomainError(
      'CREDENTIAL_INVALID',
      'the certificate request is not signed by the key it carries',
    );
  }
  return csr.publicKey.toString('pem');
}

function parseCsr(pem: string): x509.Pkcs10CertificateRequest {
  try {
    return new x509.Pkcs10CertificateRequest(pem);
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', 'the text is not a certificate request (PKCS#10, PEM)', {
      cause,
    });
  }
}

async function isSelfSigned(csr: x509.Pkcs10CertificateRequest): Promise<boolean> {
  try {
    return await csr.verify();
  } catch {
    return false;
  }
}
