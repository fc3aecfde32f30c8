/** Identities: public keys, certificates and their encodings. */

export { type Attributes, attributeOf, attributesIn } from './attributes.js';
export { decodeBase64, encodeBase64 } from './base64.js';
export {
  type Certificate,
  type Extension,
  isAuthority,
  keyUsageOf,
  nameAttributes,
  OID,
  parseCertificate,
} from './certificate.js';
export {
  DER_TAG,
  DerError,
  type DerNode,
  derChildren,
  derContextTag,
  expectDerTag,
  parseDer,
  parseDerPrefix,
} from './der.js';
export { type IdentityFile, identityFileText, parseIdentityFile } from './identity-file.js';
export { certificatePem, parseCertificatePem } from './pem.js';
export { isP256PublicKey, isPublicKeyText } from './public-key.js';
export {
  parseMemberCertificate,
  parseSerializedIdentity,
  type SerializedIdentity,
} from './serialized-identity.js';
