/** Proofs without Node.js: endorsed answers and the trust file by which they are judged. This entry also loads in a browser. */
export {
  type EndorsedAnswer,
  type EndorsedText,
  type Endorsement,
  type Endorsements,
  type EndorsementText,
  readEndorsed,
} from './endorsed.js';
export { checkPolicy, endorsersOf } from './endorsement.js';
export { type Member, type Purpose, Trust } from './trust.js';
export { parseTrustFile, type TrustedAuthority, type TrustFile } from './trust-file.js';
