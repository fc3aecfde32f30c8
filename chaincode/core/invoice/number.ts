import { domainDigest } from '../commitment/digest.js';
import type { InvoiceJson, NumberProfile } from './invoice.js';

/** The form of an invoice number: 20 digits (T04). */
export const INVOICE_NUMBER_PATTERN = /^[0-9]{20}$/;
const NUMBER_MAX = 10n ** 20n - 1n;

/**
 * Form of the prefix before the running digits of a number. SHENZHEN_2018: the 12-digit
 * code, 14403 YY I K B C M. DIGITAL: two digits of the year, two of the province, one of the channel.
 */
const PREFIX: Readonly<Record<NumberProfile, RegExp>> = {
  SHENZHEN_2018: /^1[0-9]{4}[0-9]{2}[0-9]9[0-9]{2}[0-9]$/,
  DIGITAL: /^[0-9]{2}[1-9][0-9][0-9]$/,
};

/** Digits of the code of the 2018 profile. */
const CODE_LENGTH = 12;

/** Whether text is an invoice number of 20 digits (T04). */
export function isInvoiceNumber(text: string): boolean {
  return INVOICE_NUMBER_PATTERN.test(text);
}

/** Whether text can be a prefix under which the bureau grants numbers of a profile (T04). */
export function isNumberPrefix(text: string, profile: NumberProfile): boolean {
  return PREFIX[profile].test(text);
}

/** Returns the year in which numbers under a prefix may be issued, such as "2026" (T04). */
export function yearOfPrefix(prefix: string, profile: NumberProfile): string {
  return `20${profile === 'SHENZHEN_2018' ? prefix.slice(5, 7) : prefix.slice(0, 2)}`;
}

/** Returns the year of a prefix whose profile its length gives. */
export function yearOfAnyPrefix(prefix: string): string {
  return yearOfPrefix(prefix, prefix.length === CODE_LENGTH ? 'SHENZHEN_2018' : 'DIGITAL');
}

/** Returns the largest running value under a prefix. */
export function prefixCapacity(prefix: string): bigint {
  return 10n ** BigInt(20 - prefix.length) - 1n;
}

/** Returns the invoice number with a running value, from 1 on, under a prefix. */
export function numberAt(prefix: string, running: bigint): string {
  return prefix + running.toString().padStart(20 - prefix.length, '0');
}

/** Returns the invoice number `offset` places after another, before it when negative. */
export function numberPlus(number: string, offset: number): string {
  return (BigInt(number) + BigInt(offset)).toString().padStart(20, '0');
}

/** Returns the places from `first` to `number`, negative when `number` comes before. */
export function numberDistance(first: string, number: string): number {
  return Number(BigInt(number) - BigInt(first));
}

/**
 * Returns the mirror image of a number: 20 nines less the number. The ledger keeps a page under the mirrored number of its first
 * invoice, so that the first page at or after the mirror of any number is the page that may carry it.
 */
export function mirroredNumber(number: string): string {
  return (NUMBER_MAX - BigInt(number)).toString().padStart(20, '0');
}

/**
 * Returns the check code of an invoice, 20 digits. The code is derived from the page's check key, so that number, date and amount
 * are not enough to guess it.
 * @param checkKey as in `PageJson`
 * @param sha256 as for `domainDigest`
 */
export function checkCodeOf(number: string, checkKey: string, sha256?: (text: string) => string): string {
  const digest = domainDigest('check-code', `${number}\n${checkKey}`, sha256);
  return (BigInt(`0x${digest}`) % 10n ** 20n).toString().padStart(20, '0');
}

/** Returns code and number as printed: the 2018 profile has both, the digital e-invoice has a number of 20 digits and no code. */
export function printedNumber(invoice: Pick<InvoiceJson, 'number' | 'profile'>): {
  code: string;
  number: string;
} {
  if (invoice.profile === 'DIGITAL') return { code: '', number: invoice.number };
  return { code: invoice.number.slice(0, 12), number: invoice.number.slice(12) };
}
