import { X509Certificate } from 'node:crypto';
import { type Identity, publicKeyText } from '../identity/identity-file.js';

/** The fields of an identity that may be shown: all except its key. */
export function identityFields(identity: Identity): [string, string][] {
  const { file, mspId, code, role, key } = identity;
  const certificate = new X509Certificate(identity.certificate);
  return [
    ['file', file],
    ['role', role],
    ...(code === undefined ? [] : [['code', code] as [string, string]]),
    ['mspId', mspId],
    ['subject', certificate.subject.replaceAll('\n', ', ')],
    ['issuer', certificate.issuer.replaceAll('\n', ', ')],
    ['validFrom', new Date(certificate.validFrom).toISOString()],
    ['validTo', new Date(certificate.validTo).toISOString()],
    ['fingerprint', certificate.fingerprint256.replaceAll(':', '').toLowerCase()],
    ['publicKey', publicKeyText(key)],
  ];
}
