import { X509Certificate } from 'node:crypto';
import { type Identity, publicKeyText } from '../identity/identity-file.js';

/** The fields of an identity that may be shown: all except its key. */
export function identityFields(identity: Identity): [string, string][] {
  const { file, mspId, code, role, key } = identity;
  return [
    ['file', file],
    ['role', role],
    ...(code === undefined ? [] : [['code', code] as [string, string]]),
    ['mspId', mspId],
    ...(identity.keyEpoch === undefined
      ? certificateFields(identity.certificate)
      : [['keyEpoch', identity.keyEpoch] as [string, string]]),
    ['publicKey', publicKeyText(key)],
  ];
}

function certificateFields(pem: string): [string, string][] {
  const certificate = new X509Certificate(pem);
  return [
    ['subject', certificate.subject.replaceAll('\n', ', ')],
    ['issuer', certificate.issuer.replaceAll('\n', ', ')],
    ['validFrom', new Date(certificate.validFrom).toISOString()],
    ['validTo', new Date(certificate.validTo).toISOString()],
    ['fingerprint', certificate.fingerprint256.replaceAll(':', '').toLowerCase()],
  ];
}
