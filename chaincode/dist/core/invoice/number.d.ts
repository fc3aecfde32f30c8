import type { InvoiceJson, NumberProfile } from './invoice.js';
export declare function isInvoiceNumber(text: string): boolean;
export declare function isNumberPrefix(text: string, profile: NumberProfile): boolean;
/** Full year in which numbers with this prefix may be issued (T04). */
export declare function yearOfPrefix(prefix: string, profile: NumberProfile): string;
/** How many numbers one prefix can ever carry. */
export declare function prefixCapacity(prefix: string): bigint;
/** The number with running value `running` (from 1) under a prefix. */
export declare function numberAt(prefix: string, running: bigint): string;
/** The number `offset` places after another one. */
export declare function numberPlus(number: string, offset: number): string;
/** Places from `first` to `number`; negative when it comes before. */
export declare function numberDistance(first: string, number: string): number;
/**
 * Mirror image of a number: pages are kept under the mirrored number of their first invoice, so that
 * the first page at or after the mirror of any number is the page that may carry it.
 */
export declare function mirroredNumber(number: string): string;
/** Twenty digits that nobody can guess from number, date and amount: the transaction id goes in. */
export declare function checkCodeOf(number: string, transactionId: string): string;
/** Code and number as printed: the 2018 profile has both, the digital e-invoice one number of 20 digits. */
export declare function printedNumber(invoice: Pick<InvoiceJson, 'number' | 'profile'>): {
    code: string;
    number: string;
};
/**
 * Text of the QR code, as on e-invoices in use: version 01, kind of invoice, code, number, net
 * amount, date, check code, and a CRC over what precedes it.
 */
export declare function qrText(invoice: InvoiceJson): string;
