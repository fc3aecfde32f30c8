/** Certificates of the organisations: issued here for both homes of the ledger. */
export {
  type Applicant,
  type AuthorityPem,
  type AuthorityRequest,
  CertificateAuthority,
  createAuthority,
  type Enrolment,
  type NodeOu,
} from './authority.js';
export {
  hasAuthorityKey,
  loadAuthority,
  readAuthorityCertificate,
  saveAuthority,
} from './authority-folder.js';
export {
  ATTRIBUTES_OID,
  type CertificatePurpose,
  type Subject,
  type Validity,
  validFor,
  validFromNow,
} from './certificate.js';
export { type CertificateSummary, isIssuedBy, readCertificate } from './certificate-reader.js';
export { createCsr, publicKeyOfCsr } from './csr.js';
export { generateKeyPair, type KeyPairPem, publicKeyOf } from './keys.js';
