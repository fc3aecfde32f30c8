export * from './cause.js';
export * from './commitment/digest.js';
export * from './commitment/low-s.js';
export * from './commitment/opening.js';
export * from './errors.js';
export * from './identity/attributes.js';
export * from './identity/base64.js';
export * from './identity/certificate.js';
export * from './identity/der.js';
export * from './identity/pem.js';
export * from './identity/public-key.js';
export * from './identity/serialized-identity.js';
export * from './invoice/complete.js';
export * from './invoice/draft.js';
export * from './invoice/invoice.js';
export * from './invoice/issue.js';
export * from './invoice/issue-request.js';
export * from './invoice/lifecycle.js';
export * from './invoice/number.js';
export * from './invoice/page.js';
export * from './invoice/parse-draft.js';
export * from './json/canonical.js';
export {
  Faults,
  isJsonObject,
  type JsonObject,
  ObjectReader,
  Place,
  type Read,
  readDocument,
  type Seen,
  type Step,
} from './json/document-reader.js';
export * from './json/pointer.js';
export * from './json/strict.js';
export * from './money/capitals.js';
export * from './money/decimal.js';
export * from './money/money.js';
export * from './money/rate.js';
export * from './money/rounding.js';
export * from './ports.js';
export * as read from './read.js';
export * from './statement/executor.js';
export * from './statement/request-attestation.js';
export * from './statement/statement.js';
export * from './tax/calculate.js';
export * from './tax/judge.js';
export * from './tax/parse-rule-set.js';
export * from './tax/rule-set.js';
export * from './tax/rules.js';
export * from './tax/tables/2026-01-01.js';
export * from './taxpayer/credit-code.js';
export * from './taxpayer/lane.js';
export * from './taxpayer/numbers.js';
export * from './taxpayer/policy.js';
export * from './taxpayer/role.js';
export * from './taxpayer/signer.js';
export * from './taxpayer/taxpayer.js';
export * from './text/characters.js';
export * from './text/excerpt.js';
export * from './text/text.js';
export * from './time.js';
