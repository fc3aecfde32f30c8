/**
 * The core of the invoice ledger: money, tax rules, invoices, statements and proofs. It is pure: it reads no clock, no file and no
 * network, so endorsers, gateways, the command line and a browser decide alike.
 *
 * Functions named `parse` return a typed value or throw. Functions named `read` or `decode` return undefined, or report a fault, where
 * the input is not of the form. Money is in fen inside and in yuan with two decimals in JSON.
 *
 * @packageDocumentation
 */

// Money: exact fen, decimals and rates, as text on every wire.

export * from './money/index.js';

// Tax rules: the tables that a bureau publishes, and the judgment of drafts by them.

export * from './tax/index.js';

// The levy that a general taxpayer elects, and the limit of small-scale sellers.

export * from './levy/index.js';

// The numbers of a year: granted, issued, returned, and what is left.

export * from './year-end/index.js';

// Drafts and invoices: shapes, numbers and pages.

export { completeAmounts, type DraftInput, type LineInput, totalsOf } from './invoice/complete.js';
export type { Draft, ReadDraft, ReadLine } from './invoice/draft.js';
export {
  ATTESTATION_KIND,
  type AttestationJson,
  type BuyerJson,
  type ContentJson,
  type DraftJson,
  type InvoiceJson,
  type InvoiceState,
  type InvoiceStatusJson,
  type InvoiceType,
  type InvoiceViewJson,
  type LineJson,
  type LineKind,
  type NumberProfile,
  type RedemptionJson,
  type RedOriginJson,
  type ReversalJson,
  type ReversedLineJson,
  type SellerJson,
  type TotalsJson,
  type UseJson,
  type UsePurpose,
  type UseTransferJson,
  type ZeroRate,
} from './invoice/invoice.js';
export {
  checkCodeOf,
  INVOICE_NUMBER_PATTERN,
  isInvoiceNumber,
  isNumberPrefix,
  mirroredNumber,
  numberAt,
  numberDistance,
  numberPlus,
  prefixCapacity,
  printedNumber,
  yearOfAnyPrefix,
  yearOfPrefix,
} from './invoice/number.js';
export {
  draftsOfPage,
  firstHolder,
  headOfPage,
  invoiceOfPage,
  numbersOfPage,
  PAGE_INVOICES_MAX,
  type PageHead,
  type PageJson,
  type PagePaymentJson,
} from './invoice/page.js';
export {
  completeDraft,
  INVOICE_LINES_MAX,
  readDraft,
  SHA256_PATTERN,
  TAX_CLASS_PATTERN,
  TEXT_MAX,
} from './invoice/parse-draft.js';

// The own ids of invoices.

export * from './own-id/index.js';

// Pages and drafts in compact form, as the ledger stores and endorsers receive them.

export { CompactFormError } from './compact/bytes.js';
export type { DraftBlock } from './compact/decode-drafts.js';
export { encodeDrafts } from './compact/encode-drafts.js';
export {
  type DraftOutline,
  type LineOutline,
  type OutlineAmount,
  type OwnId,
  sectorOf,
} from './compact/outline.js';
export {
  type Deflate,
  encodePage,
  type Inflate,
  outlineOfPage,
  type PageOutline,
  type ReadablePage,
  readablePage,
  StoredPage,
} from './compact/page-bytes.js';
export { readStateDocument } from './protocol/documents.js';

// Life of an invoice: issued in pages, then transferred, locked, redeemed or frozen.

export {
  type IssueContext,
  type IssueDecision,
  type IssuedOutcome,
  type IssueOutcome,
  type IssueRecord,
  type IssueResult,
  invoicesOfOutcome,
  issuePage,
  type RefusedOutcome,
  ruleContextOf,
  sellerOf,
} from './invoice/issue.js';
export {
  type CanonicalDrafts,
  canonicalDrafts,
  DraftList,
  type IssueRequest,
  issueRequestText,
  type PageCall,
  type PageRequest,
  pageCall,
  readDraftBlocks,
  readRefs,
} from './invoice/issue-request.js';
export {
  freeze,
  initialStatus,
  latestMoment,
  lock,
  partiesOf,
  REDEMPTIONS_MAX,
  redeem,
  redeemedFen,
  release,
  reversedFen,
  statusAt,
  transfer,
  unlock,
} from './invoice/lifecycle.js';
export { confirmUse, revokeUse, type UseConfirmation } from './invoice/use.js';

// The register: taxpayers, officers, roles, and the bureau's grants.

export {
  CREDIT_CODE_PATTERN,
  creditCodeCheck,
  isCreditCode,
  isParticipantCode,
  isPersonId,
  PERSON_ID_PATTERN,
  regionOf,
} from './taxpayer/credit-code.js';
export * from './taxpayer/key/index.js';
export {
  addLane,
  allotCredit,
  type CreditJson,
  closeLane,
  creditLeft,
  giveBackCredit,
  grantCredit,
  isLaneName,
  LANE_NAME_PATTERN,
  type LaneJson,
  restoreCredit,
  type SegmentJson,
  supplyLane,
  takeFromLane,
} from './taxpayer/lane.js';
export { cutSegment, type PrefixJson, putIntoStock, takeFromStock } from './taxpayer/numbers.js';
export {
  CHECK_PAGE_PATTERN,
  closePeriod,
  isCheckPage,
  type PolicyJson,
  type PublishedRuleSet,
  publishRuleSet,
  requireOpenPeriod,
  ruleSetHash,
  ruleSetOn,
  statementLifetimeOn,
  versionPublished,
  withCheckPage,
} from './taxpayer/policy.js';
export * from './taxpayer/refusals.js';
export { AUDITOR_MSP, BUREAU_MSP, type Role, roleIn } from './taxpayer/role.js';
export * from './taxpayer/signer.js';
export { RATE_GRANTS_MAX, type TaxpayerJson, type TaxpayerStatus } from './taxpayer/taxpayer.js';

// Statements: the signed texts of actors, and the decision whether they take effect.

export {
  Executor,
  type ExecutorContext,
  firstAnswer,
  type LedgerName,
  type RequestRecord,
  requireThisLedger,
  type SignedRequest,
  tookEffect,
} from './statement/executor.js';
export { REQUEST_ATTESTATION_KIND, type RequestAttestationJson } from './statement/request-attestation.js';
export {
  isContractName,
  isKeyEpoch,
  isLedgerId,
  isRequestId,
  keyEpochOf,
  type Request,
  requestText,
  requestTextOf,
  type StatementSeal,
  type StatementTerms,
  statementText,
} from './statement/statement.js';

// The protocol: functions of the contract, keys, events, and answers of the gateway.

export type {
  NamedForm,
  NamedInvoice,
  NamedReturn,
  Operation,
  RequestBodies,
  TaxpayerChange,
  TaxpayerRegistration,
} from './protocol/bodies.js';
export type { ContractEventName, ContractEvents } from './protocol/events.js';
export {
  KEY_PARTS,
  type KeyParts,
  type KeyTexts,
  kindOf,
  type ParsedKey,
  parseKey,
  type StateDocuments,
  type StateKey,
  type StateKind,
  stateKey,
} from './protocol/keys.js';
export type * from './protocol/oversight.js';
export type {
  ChangeAnswer,
  CreditAnswer,
  FoundOwnId,
  HistoryAnswer,
  InvoiceAnswer,
  InvoiceSummary,
  InvoicesPage,
  IssueAnswer,
  NumbersAccountAnswer,
  OwnIdsAnswer,
  RedFormAnswer,
  RedFormSummary,
  RedFormsPage,
  ReturnAnswer,
  ReturnEntriesPage,
  ReturnSummary,
  ReturnsPage,
  StatisticsGroup,
  StatisticsPage,
  SumsAnswer,
  WatchPage,
} from './protocol/rest.js';
export type * from './protocol/results.js';
export {
  type Act,
  type ActArgument,
  type AllotmentArgument,
  BUREAU_OPERATIONS,
  type CallParts,
  type ContractFunction,
  FUNCTION_OF,
  type FunctionOf,
  type Locators,
  type PageLocator,
  type PagesLocator,
  type ReadingFunction,
  type ReadingTransactions,
  type ResultOf,
  type Transactions,
  type WritingFunction,
  type WritingTransactions,
} from './protocol/transactions.js';

// Digests, signatures and commitments.

export { domainDigest, sha256Hex, utf8 } from './commitment/digest.js';
export { derSignature, isLowS, signatureForm, toLowS } from './commitment/low-s.js';
export { isSalt, type NameOpening, nameCommitment } from './commitment/opening.js';
export { type Cryptography, type CryptographyHost, cryptographyOn, type SignatureVerdict } from './ports.js';
export { Remembered } from './remembered.js';

// Identities: public keys, certificates and their encodings.

export * from './identity/index.js';

// JSON: strict reading, faults with pointers, and the canonical form.

export { canonicalJson, type Json } from './json/canonical.js';
export {
  Faults,
  isJsonList,
  isJsonObject,
  type JsonObject,
  ObjectReader,
  Optional,
  Place,
  type Read,
  readDocument,
  type Seen,
  type Shape,
  type Step,
  type Values,
} from './json/document-reader.js';
export { JSON_DEPTH_MAX, JSON_KEYS_MAX, JSON_VALUES_MAX, parseStrictJson } from './json/strict.js';
export * as read from './read.js';

// Texts for invoices and messages.

export { isTextCharacter } from './text/characters.js';
export { excerpt } from './text/excerpt.js';
export { isPrintable, textProblem } from './text/text.js';

// Moments and dates, without a clock.

export {
  CLOCK_SKEW_MAX_SECONDS,
  DATE_PATTERN,
  formatInstant,
  isCalendarDate,
  isMonth,
  MONTH_PATTERN,
  monthOf,
  monthsAfter,
  readInstant,
  shanghaiDate,
  shanghaiDayStart,
  shanghaiTime,
} from './time.js';

// Errors: every code of the project, and the classes that carry them.

export { messageOf, systemCodeOf } from './cause.js';
export {
  DomainError,
  ERROR_CODES,
  type ErrorCode,
  type ErrorKind,
  FAULTS_MAX,
  FapiaoError,
  type Fault,
  InvariantError,
  present,
  ValidationError,
  VerificationError,
} from './errors.js';

// Red-letter invoices: forms, what they take of an invoice, and the invoices themselves.

export * from './red-letter/index.js';

// Tax periods and returns: figures, the list behind them, filing and the bureau's decision.

export * from './return/index.js';
// Payments: confirmed by providers, used once, refunded.

export * from './payment/index.js';
