import { X509Certificate } from 'node:crypto';
import { type Identity, publicKeyText } from '../identity/identity-file.js';

/** Returns what may be shown of an identity: all except its key. */
export function identityDocument(identity: Identity): Readonly<Record<string, string>> {
  const { file, mspId, code, role, key } = identity;
  return {
    file,
    role,
    ...(code === undefined ? {} : { code }),
    mspId,
    ...(identity.keyEpoch === undefined
      ? certificateFields(identity.certificate)
      : { keyEpoch: identity.keyEpoch }),
    publicKey: publicKeyText(key),
  };
}

function certificateFields(pem: string): Readonly<Record<string, string>> {
  const certificate = new X509Certificate(pem);
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}
