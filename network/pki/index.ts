/** Public-key infrastructure: keys, certificates, the trust file, and answers that organizations endorsed. */
export { type IdentityFile, identityFileText, parseIdentityFile } from '@fapiao-ledger/core';
export { certificateFromPem, fingerprintOf, hasIssued, isIssuedBy } from './certificate.js';
export {
  type CertificateSummary,
  readCertificate,
  type Subject,
  type Validity,
} from './certificate-summary.js';
export { cryptography } from './cryptography.js';
export { verifySignature } from './ecdsa.js';
export {
  type EndorsedAnswer,
  type EndorsedText,
  type Endorsement,
  type Endorsements,
  type EndorsementText,
  readEndorsed,
} from './endorsed.js';
export { checkPolicy, endorsersOf } from './endorsement.js';
export { type Identity, identityFromPem, signLowS } from './identity.js';
export {
  generateKeyPair,
  type KeyPairPem,
  privateKeyFromPem,
  publicKeyFromPem,
  publicKeyOf,
} from './keys.js';
export { AUDITOR_MSP, BUREAU_MSP, ORDERER_MSP, PLATFORM_2_MSP, PLATFORM_MSP } from './msp.js';
export { type Member, type Purpose, Trust } from './trust.js';
export { parseTrustFile, type TrustedAuthority, type TrustFile } from './trust-file.js';
