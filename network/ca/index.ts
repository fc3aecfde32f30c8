/** Certificate authorities of the organizations, for both homes of the ledger. */
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
  validFor,
  validFromNow,
} from './certificate.js';
