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

/** Where Fabric's authorities write who somebody is: JSON {"attrs": {...}}. */
const ATTRIBUTES_OID = '1.2.3.4.5.6.7.8.1';

/** Fabric's attributes in a certificate (PEM); empty when there are none or they cannot be read. */
export function attributesOf(certificate: string): Readonly<Record<string, string>> {
  const extension = new x509.X509Certificate(certificate).getExtension(ATTRIBUTES_OID);
  if (extension === null) return {};
  try {
    return (JSON.parse(Buffer.from(extension.value).toString('utf8')) as { attrs: Record<string, string> })
      .attrs;
  } catch {
    return {};
  }
}
