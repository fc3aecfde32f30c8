/**
 * Readers of values, to be combined: `record({ seller: creditCode, month, net: amount })` reads an object of three
 * fields. Every field that several documents have is read the same way everywhere.
 */

import { isPublicKeyText } from './identity/public-key.js';
import { isInvoiceNumber } from './invoice/number.js';
import type { Read } from './json/document-reader.js';
import { converted, list, matching } from './json/readers.js';
import { readDecimal } from './money/decimal.js';
import { type Fen, readSum, readYuan } from './money/money.js';
import { readRate } from './money/rate.js';
import { isPaymentId } from './payment/payment.js';
import { isContractName, isKeyEpoch, isLedgerId, isRequestId } from './statement/statement.js';
import { isCreditCode, isParticipantCode } from './taxpayer/credit-code.js';
import { isLaneName } from './taxpayer/lane.js';
import { isCheckPage } from './taxpayer/policy.js';
import { isOfficerCode, isProviderCode } from './taxpayer/signer.js';
import { isCalendarDate, isMonth, readInstant } from './time.js';

export * from './json/readers.js';

/** Reads a list of 1 to `max` entries. */
export function entries<T>(entry: Read<T>, max: number): Read<readonly T[]> {
  return list(entry, { min: 1, max, problem: () => `1 to ${max} entries are expected` });
}

/** Reads a list of 1 to `max` different texts. @param what names the entries in a fault */
export function distinct<T extends string>(entry: Read<T>, max: number, what: string): Read<readonly T[]> {
  const read = entries(entry, max);
  return (value, at, step) => {
    const texts = read(value, at, step);
    if (texts === undefined || new Set(texts).size === texts.length) return texts;
    return at.fault('FIELD_VALUE', step, `a list of different ${what} is expected`);
  };
}

/** Reads the code of a participant: a credit code, or a person’s pseudonym. */
export const participant = matching(isParticipantCode, 'CREDIT_CODE_INVALID', 'the code of a participant');

/** Reads a unified social credit code (GB 32100). */
export const creditCode = matching(isCreditCode, 'CREDIT_CODE_INVALID', 'a unified social credit code');

/** Reads the code of an officer, such as `O0001`. */
export const officerCode = matching(
  isOfficerCode,
  'CREDIT_CODE_INVALID',
  'the code of an officer: O and 3 to 31 of 0-9 A-Z -',
);

/** Reads the code of a payment provider, such as `V-PAY`. */
export const providerCode = matching(
  isProviderCode,
  'CREDIT_CODE_INVALID',
  'the code of a payment provider: V and 3 to 31 of 0-9 A-Z -',
);

/** Reads the code of a signer: a participant, an officer or a payment provider. */
export const signerCode = matching(
  (code) => isParticipantCode(code) || isOfficerCode(code) || isProviderCode(code),
  'CREDIT_CODE_INVALID',
  'the code of a participant, an officer or a payment provider',
);

/** Reads an invoice number of 20 digits (T04). */
export const invoiceNumber = matching(isInvoiceNumber, 'NUMBER_FORMAT', 'an invoice number of 20 digits');

/** Reads the id of a request (T22). */
export const requestId = matching(isRequestId, 'FIELD_VALUE', 'a request id: 8 to 64 of A-Z a-z 0-9 . _ : -');

/** Reads a provider's id of a payment or a refund (T21). */
export const paymentId = matching(isPaymentId, 'FIELD_VALUE', 'an id: 1 to 64 of A-Z a-z 0-9 . _ : -');

/** Reads a key to register, in the form of the register. */
export const publicKey = matching(
  isPublicKeyText,
  'FIELD_VALUE',
  'a P-256 public key (SubjectPublicKeyInfo, uncompressed, DER, base64)',
);

/** Reads the registration of a key. */
export const keyEpoch = matching(isKeyEpoch, 'FIELD_VALUE', 'the registration of a key: 16 of 0-9 a-f');

/** Reads the id of a ledger: SHA-256 of its first block’s header. */
export const ledgerId = matching(isLedgerId, 'FIELD_VALUE', 'the hash of a first block: 64 of 0-9 a-f');

const CONTRACT_NAME = 'the name of a contract: 1 to 64 of A-Z a-z 0-9 _ -';
/** Reads the name under which a contract is deployed. */
export const contractName = matching(isContractName, 'FIELD_VALUE', CONTRACT_NAME);

/** Reads the name of a lane. */
export const laneName = matching(isLaneName, 'FIELD_VALUE', 'a lane name: 1 to 20 of A-Z a-z 0-9 -');

/** Reads the address of the check page. */
export const checkPage = matching(
  isCheckPage,
  'FIELD_VALUE',
  'an address such as "https://check.example/", of at most 80 characters without query and fragment',
);

/** Reads a month, YYYY-MM. */
export const month = matching(isMonth, 'DATE_FORMAT', 'a month such as "2026-03"');

/** Reads a year, YYYY. */
export const year = matching(/^20[0-9]{2}$/, 'DATE_FORMAT', 'a year such as "2026"');

/** @param expected completes "… is not" in a fault */
/** Reads a date, YYYY-MM-DD. */
export function date(expected = 'a date such as "2026-01-01"'): Read<string> {
  return matching(isCalendarDate, 'DATE_FORMAT', expected);
}

/** Reads a moment in UTC, to the second. */
export function instant(expected = 'a moment such as "2026-03-01T08:00:00Z"'): Read<string> {
  return matching((text) => readInstant(text) !== undefined, 'DATE_FORMAT', expected);
}

/** Reads a rate as its text. */
export const rateText = matching(
  (text) => readRate(text) !== undefined,
  'RATE_FORMAT',
  'a rate such as "0.13"',
);

const YUAN = 'yuan with two decimals, such as "1234.50"';
const POSITIVE_YUAN = 'yuan with two decimals, not negative';

/** Reads an amount in yuan as fen; it may be negative or zero. */
export const yuan = converted(readYuan, 'MONEY_FORMAT', YUAN);

/** Reads an amount as its text. */
export const yuanText = matching((text) => readYuan(text) !== undefined, 'MONEY_FORMAT', YUAN);

/** Reads a sum of amounts as its text; it may be larger than any amount. */
export const sumText = matching((text) => readSum(text) !== undefined, 'MONEY_FORMAT', YUAN);

/** Reads a quantity or a unit price as its text (T15). */
export const decimalText = matching(
  (text) => readDecimal(text) !== undefined,
  'DECIMAL_FORMAT',
  'a decimal of at most 17 characters and 13 decimals',
);

/** Reads a digest: SHA-256 in lower-case hex. */
export const sha256 = matching(/^[0-9a-f]{64}$/, 'FIELD_VALUE', 'a digest: 64 of 0-9 a-f');

/** Reads an amount of zero or more as fen. */
export const amount = converted(readAmount, 'MONEY_FORMAT', POSITIVE_YUAN);

/** Reads an amount of zero or more as its text. */
export const amountText = matching((text) => readAmount(text) !== undefined, 'MONEY_FORMAT', POSITIVE_YUAN);

function readAmount(text: string): Fen | undefined {
  const value = readYuan(text);
  return value === undefined || value < 0n ? undefined : value;
}
