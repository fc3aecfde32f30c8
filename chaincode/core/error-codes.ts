import { DOCUMENT_ERROR_CODES } from './document-error-codes.js';
import { PAYMENT_ERROR_CODES } from './payment-error-codes.js';

/**
 * Every error code of the project. A code is stable and never reused: programs match on the code, people read the message.
 * `docs/errors.md` has the same table, with what to do about each code.
 *
 * `rule` names the rule of docs/tax-rules.md. `kind` decides the HTTP status and the exit code of the CLI:
 *   validation   the draft or request breaks rules            422, exit 2
 *   forbidden    the caller may not do this                   403, exit 3
 *   missing      what is named does not exist                 404, exit 3
 *   conflict     the ledger's state does not allow it         409, exit 3
 *   ledger       the ledger did not answer as expected        502-504, exit 4
 *   verification a proof, signature or receipt is wrong       -, exit 5
 */
export const ERROR_CODES = {
  ...DOCUMENT_ERROR_CODES,
  ...PAYMENT_ERROR_CODES,
  // Rights of callers.
  ROLE_REQUIRED: {
    kind: 'forbidden',
    rule: 'T01',
    summary: 'the certificate does not carry the role needed',
  },
  NOT_THE_SELLER: { kind: 'forbidden', rule: 'T01', summary: 'the caller is not the seller of this invoice' },
  NOT_A_PARTY: { kind: 'forbidden', rule: '-', summary: 'the caller is not a party to this invoice' },
  SIGNATURE_INVALID: {
    kind: 'forbidden',
    rule: 'T01',
    summary: 'the signature is not by a key registered for this taxpayer',
  },
  KEY_EPOCH: {
    kind: 'forbidden',
    rule: 'T01',
    summary: 'the statement is for another registration of the key than the one in force',
  },
  KEY_ENDED: { kind: 'forbidden', rule: 'T01', summary: 'the key is past the end of its registration' },
  KEY_SCOPE: {
    kind: 'forbidden',
    rule: 'T01',
    summary: 'the key is not registered for this operation or this lane',
  },
  OTHER_LEDGER: {
    kind: 'forbidden',
    rule: '-',
    summary: 'the statement is for another ledger or another contract',
  },
  STATEMENT_EXPIRED: { kind: 'forbidden', rule: '-', summary: 'the statement has ended' },
  STATEMENT_TOO_LONG: {
    kind: 'forbidden',
    rule: '-',
    summary: 'the statement ends further ahead than the rule set allows',
  },
  OFFICER_REVOKED: { kind: 'forbidden', rule: 'T32', summary: 'the bureau has revoked this officer' },
  TAXPAYER_SUSPENDED: { kind: 'forbidden', rule: 'T32', summary: 'the taxpayer is suspended' },
  NOT_THE_HOLDER: { kind: 'forbidden', rule: 'T27', summary: 'only the holder may do this' },
  NOT_THE_CLAIMANT: {
    kind: 'forbidden',
    rule: 'T29',
    summary: 'only the company that holds the lock may do this',
  },
  CREDENTIAL_INVALID: {
    kind: 'forbidden',
    rule: '-',
    summary: 'the credential is missing, expired or not trusted',
  },
  IDENTITY_INVALID: {
    kind: 'forbidden',
    rule: '-',
    summary: 'the identity that submits is not exactly one certificate that has one reading',
  },
  NOT_SERVED_HERE: {
    kind: 'forbidden',
    rule: '-',
    summary: 'this gateway submits nothing for the organization concerned',
  },
  QUOTA_EXCEEDED: {
    kind: 'forbidden',
    rule: '-',
    summary: 'the caller has sent too many requests; try again later',
  },
  CHECK_CODE_NEEDED: {
    kind: 'forbidden',
    rule: '-',
    summary: 'this invoice’s check code was guessed at too often for six digits to be enough',
  },
  NOT_THE_STARTER: {
    kind: 'forbidden',
    rule: 'T23',
    summary: 'only the taxpayer that started the red-letter form may do this',
  },
  RED_LETTER_BY_SELLER: {
    kind: 'forbidden',
    rule: 'T25',
    summary: 'only the seller can reverse an invoice that is neither booked nor used',
  },
  NOT_THE_BUYER: {
    kind: 'forbidden',
    rule: 'T35',
    summary: 'only the enterprise that the invoice is made out to may do this',
  },
  // Missing entries.
  TAXPAYER_NOT_FOUND: { kind: 'missing', rule: 'T01', summary: 'no taxpayer is registered under this code' },
  INVOICE_NOT_FOUND: { kind: 'missing', rule: '-', summary: 'no invoice has this number' },
  LANE_NOT_FOUND: { kind: 'missing', rule: 'T04', summary: 'the seller has no such lane' },
  CREDIT_NOT_FOUND: { kind: 'missing', rule: 'T07', summary: 'no credit is granted for this month' },
  RULE_SET_NOT_FOUND: { kind: 'missing', rule: 'T05', summary: 'no rule set is in force on this date' },
  OFFICER_NOT_FOUND: { kind: 'missing', rule: 'T32', summary: 'no officer is registered under this code' },
  REQUEST_NOT_FOUND: { kind: 'missing', rule: 'T22', summary: 'the ledger has no request with this id' },
  KEY_NOT_FOUND: { kind: 'missing', rule: 'T01', summary: 'the taxpayer has no key with this name' },
  CUSTODY_NOT_FOUND: { kind: 'missing', rule: '-', summary: 'no key of this taxpayer is in custody here' },
  ROUTE_NOT_FOUND: { kind: 'missing', rule: '-', summary: 'no such path or command' },
  METHOD_NOT_ALLOWED: { kind: 'missing', rule: '-', summary: 'the path does not have this method' },
  RED_FORM_NOT_FOUND: {
    kind: 'missing',
    rule: 'T23',
    summary: 'the invoice has no red-letter form with this number',
  },
  RETURN_NOT_FOUND: { kind: 'missing', rule: 'T37', summary: 'no return of this period was filed' },
  // The ledger's state does not allow it.
  TAXPAYER_EXISTS: { kind: 'conflict', rule: 'T01', summary: 'the taxpayer is registered already' },
  KEY_EXISTS: { kind: 'conflict', rule: 'T01', summary: 'the taxpayer has a key with this name' },
  KEY_IN_USE: {
    kind: 'conflict',
    rule: 'T01',
    summary: 'the taxpayer has registered this public key already',
  },
  KEY_COUNT: { kind: 'conflict', rule: 'T01', summary: 'the taxpayer has as many keys as it may have' },
  RULE_SET_CONFLICT: {
    kind: 'conflict',
    rule: 'T05',
    summary:
      'a rule set may not change the past, repeat a version, begin in a distant future or be one too many',
  },
  INVOICE_RED: {
    kind: 'conflict',
    rule: 'T23',
    summary: 'the invoice is a red-letter invoice, or is reversed by one',
  },
  USE_NOT_ALLOWED: {
    kind: 'conflict',
    rule: 'T35',
    summary: 'the tax of such an invoice is not deducted, so its use is not confirmed',
  },
  USE_CONFIRMED: { kind: 'conflict', rule: 'T35', summary: 'the use of the invoice is confirmed already' },
  USE_NOT_CONFIRMED: { kind: 'conflict', rule: 'T35', summary: 'the use of the invoice is not confirmed' },
  USE_PERIOD: {
    kind: 'conflict',
    rule: 'T35',
    summary: 'the period is before the invoice, is filed, or has not begun',
  },
  RED_FORM_ENDED: {
    kind: 'conflict',
    rule: 'T24',
    summary: 'the red-letter form has ended or has its red-letter invoice',
  },
  RED_FORM_AWAITS: {
    kind: 'conflict',
    rule: 'T25',
    summary: 'a side has not confirmed the red-letter form yet',
  },
  RED_FORM_SIGNED: {
    kind: 'conflict',
    rule: 'T23',
    summary: 'this side has signed the red-letter form already',
  },
  RED_FORM_TERMS: {
    kind: 'conflict',
    rule: 'T23',
    summary: 'the statement confirms other terms than those of the red-letter form',
  },
  REVERSAL_COUNT: {
    kind: 'conflict',
    rule: 'T23',
    summary: 'the last red-letter invoice that an invoice may have must take all that is left',
  },
  LEVY_NOT_ALLOWED: {
    kind: 'conflict',
    rule: 'T09',
    summary: 'this taxpayer cannot elect this row of the rate table',
  },
  LEVY_ELECTED: { kind: 'conflict', rule: 'T09', summary: 'the taxpayer has elected a levy row already' },
  LEVY_NOT_ELECTED: { kind: 'conflict', rule: 'T09', summary: 'the taxpayer has elected no levy row' },
  LEVY_MONTH: {
    kind: 'conflict',
    rule: 'T09',
    summary: 'an election begins in the present month or the next one',
  },
  LEVY_LOCKED: { kind: 'conflict', rule: 'T09', summary: 'the election may not end yet' },
  CREDIT_EXCEEDED: {
    kind: 'conflict',
    rule: 'T07',
    summary: 'the monthly credit of the lane does not cover this',
  },
  CREDIT_BELOW_ALLOTTED: {
    kind: 'conflict',
    rule: 'T07',
    summary: 'credit cannot fall below what lanes already carry',
  },
  NUMBERS_EXHAUSTED: {
    kind: 'conflict',
    rule: 'T04',
    summary: 'the lane or segment has too few numbers left',
  },
  NUMBER_YEAR: {
    kind: 'conflict',
    rule: 'T04',
    summary: 'the numbers of the lane are not of the year of issue',
  },
  YEAR_NOT_OVER: { kind: 'conflict', rule: 'T04', summary: 'the year of the numbers is not over yet' },
  LANE_MONTH: { kind: 'conflict', rule: 'T07', summary: 'the lane carries credit of another month' },
  LANE_COUNT: { kind: 'conflict', rule: 'T37', summary: 'too many lanes carry credit of the month' },
  PERIOD_NOT_OVER: { kind: 'conflict', rule: 'T05', summary: 'the tax period is not over yet' },
  PERIOD_CLOSED: { kind: 'conflict', rule: 'T05', summary: 'the tax period is closed' },
  RETURN_FILED: { kind: 'conflict', rule: 'T37', summary: 'the return of this period is filed already' },
  RETURN_ORDER: {
    kind: 'conflict',
    rule: 'T37',
    summary: 'returns are filed month after month, each once the one before is accepted',
  },
  RETURN_DECIDED: { kind: 'conflict', rule: 'T39', summary: 'the bureau has decided this return already' },
  RETURN_TERMS: {
    kind: 'conflict',
    rule: 'T39',
    summary: 'the decision is about another return of the period than the one that is filed',
  },
  TIMESTAMP_SKEW: {
    kind: 'conflict',
    rule: 'T05',
    summary: 'the transaction time is too far from the endorser’s clock',
  },
  NOT_FOUNDED: {
    kind: 'conflict',
    rule: '-',
    summary: 'the tax bureau has not founded this ledger yet',
  },
  ALREADY_FOUNDED: { kind: 'conflict', rule: '-', summary: 'the ledger is founded already' },
  REQUEST_REPLACED: {
    kind: 'conflict',
    rule: 'T22',
    summary: 'the request was replaced by another one and never takes effect',
  },
  REPLACED_REQUEST_USED: {
    kind: 'conflict',
    rule: 'T22',
    summary: 'the request to be replaced took effect before, so the new one did not',
  },
  REQUEST_ID_REUSED: {
    kind: 'conflict',
    rule: 'T22',
    summary: 'the request id was used before with other content',
  },
  INVOICE_LOCKED: { kind: 'conflict', rule: 'T27', summary: 'the invoice is locked by a claim' },
  INVOICE_NOT_LOCKED: { kind: 'conflict', rule: 'T29', summary: 'the invoice must be locked first' },
  INVOICE_REDEEMED: { kind: 'conflict', rule: 'T29', summary: 'the invoice is redeemed already' },
  INVOICE_FROZEN: { kind: 'conflict', rule: 'T32', summary: 'the bureau has frozen the invoice' },
  INVOICE_NOT_FROZEN: { kind: 'conflict', rule: 'T32', summary: 'the invoice is not frozen' },
  CLAIM_TITLE_MISMATCH: {
    kind: 'conflict',
    rule: 'T28',
    summary: 'the invoice is made out to another buyer than the claiming company',
  },
  REDEEM_EXCEEDS_REST: {
    kind: 'conflict',
    rule: 'T29',
    summary: 'the amount is not positive or larger than what is left to redeem',
  },
  REDEMPTION_COUNT: {
    kind: 'conflict',
    rule: 'T29',
    summary: 'an invoice is redeemed in at most 100 parts, the last of which is the whole rest',
  },
  KEY_IN_CUSTODY: {
    kind: 'conflict',
    rule: '-',
    summary: 'a key of this taxpayer that is not registered is in custody here',
  },
  // The ledger did not answer as expected.
  LEDGER_CONFLICT: { kind: 'ledger', rule: '-', summary: 'another transaction changed the same keys first' },
  LEDGER_ENDORSEMENT: {
    kind: 'ledger',
    rule: '-',
    summary: 'the endorsements do not satisfy the endorsement policy',
  },
  LEDGER_REFUSED: { kind: 'ledger', rule: '-', summary: 'the ledger refused the transaction' },
  LEDGER_UNAVAILABLE: { kind: 'ledger', rule: '-', summary: 'the ledger cannot be reached' },
  LEDGER_BUSY: { kind: 'ledger', rule: '-', summary: 'the ledger has too much to do; try again later' },
  LEDGER_READ_ONLY: { kind: 'ledger', rule: '-', summary: 'the ledger stopped writing after a disk fault' },
  LEDGER_SECOND_WRITER: {
    kind: 'ledger',
    rule: '-',
    summary: 'the ledger stopped writing because another process writes to its folder, or could',
  },
  LEDGER_DAMAGED: { kind: 'ledger', rule: '-', summary: 'the stored blocks are not what was once written' },
  LEDGER_ROLLED_BACK: { kind: 'ledger', rule: '-', summary: 'blocks that were acknowledged are missing' },
  LEDGER_OUTCOME_UNKNOWN: {
    kind: 'ledger',
    rule: '-',
    summary: 'the transaction was sent and its outcome is not known yet',
  },
  READ_MODEL_UNAVAILABLE: {
    kind: 'ledger',
    rule: '-',
    summary: 'the database of lists and statistics cannot be reached',
  },
  GATEWAY_BUSY: { kind: 'ledger', rule: '-', summary: 'the gateway has too much to do; try again later' },
  // Proofs and receipts.
  RECEIPT_STRUCTURE: {
    kind: 'verification',
    rule: '-',
    summary: 'the file is not one signed revision of one receipt',
  },
  RECEIPT_SIGNATURE: { kind: 'verification', rule: '-', summary: 'the signature does not fit the file' },
  RECEIPT_CERTIFICATE: {
    kind: 'verification',
    rule: '-',
    summary: 'the signer’s certificate does not lead to a trusted authority',
  },
  RECEIPT_PAGE: {
    kind: 'verification',
    rule: '-',
    summary: 'the pages do not show what the embedded data say',
  },
  RECEIPT_TOTALS: {
    kind: 'verification',
    rule: '-',
    summary: 'the embedded invoice breaks the tax arithmetic',
  },
  RECEIPT_ATTESTATION: {
    kind: 'verification',
    rule: '-',
    summary: 'the endorsed attestation does not vouch for this invoice',
  },
  ANSWER_UNPROVEN: {
    kind: 'verification',
    rule: '-',
    summary: 'the gateway’s answer is not what the ledger’s endorsers say',
  },
  INVOICE_DIFFERS: {
    kind: 'verification',
    rule: '-',
    summary: 'an invoice on the ledger is not what the ledger’s other documents give',
  },
  RECEIPT_GLYPH: { kind: 'validation', rule: '-', summary: 'the receipt’s font lacks a character' },
} as const satisfies Record<string, { kind: string; rule: string; summary: string }>;

/** A code of the table. */
export type ErrorCode = keyof typeof ERROR_CODES;
/** A kind of the table. */
export type ErrorKind = (typeof ERROR_CODES)[ErrorCode]['kind'];
