/** Whether text can stand on an invoice: 1 to `lengthMax` code points, NFC, printable, not padded. */
export declare function isPrintable(text: string, lengthMax: number): boolean;
/**
 * The start of a text as a message may quote it: short, and without characters by which whoever
 * sent it would write into a log or a terminal.
 */
export declare function excerpt(text: string): string;
