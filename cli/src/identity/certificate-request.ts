import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate request (PKCS#10, PEM) by which the bureau certifies a key that never leaves this machine. */
export async function certificateRequest(key: KeyObject, commonName: string): Promise<string> {
  const publicKey = createPublicKey(key as Parameters<typeof createPublicKey>[0]);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [commonName] }],
    keys: {
      privateKey: key.toCryptoKey(ECDSA, false, ['sign']),
      publicKey: publicKey.toCryptoKey(ECDSA, true, ['verify']),
    },
    signingAlgorithm: ECDSA,
  });
  return `${request.toString('pem')}\n`;
}

/** SubjectPublicKeyInfo (DER) of the key in a request that its owner has signed; undefined when it is no such request. */
export async function publicKeyOfRequest(pem: string): Promise<Buffer | undefined> {
  try {
    const request = new x509.Pkcs10CertificateRequest(pem);
    return (await request.verify()) ? Buffer.from(request.publicKey.rawData) : undefined;
  } catch {
    // The library throws errors of many kinds at what is no request: all of them say just that.
    return undefined;
  }
}
