/**
 * The list behind the figures of a return: one line for each invoice that counts. Its digest is SHA-256 of a first line
 * `fapiao-ledger/return-list/1` and these lines, each ended by a line feed. A list may have millions of lines, so it is digested in parts.
 */

/** An invoice in the list. Amounts are yuan with two decimals. */
export type ReturnEntry =
  | {
      /** An invoice or red-letter invoice that the taxpayer issued in the period. */
      readonly figure: 'output';
      readonly number: string;
      readonly net: string;
      readonly tax: string;
    }
  | {
      /** An invoice whose use the taxpayer has confirmed for deduction in the period. */
      readonly figure: 'input';
      readonly number: string;
      readonly tax: string;
    }
  | {
      /** What a red-letter invoice took back of a confirmed invoice. */
      readonly figure: 'transfers';
      readonly number: string;
      /** Number of the red-letter invoice. */
      readonly red: string;
      readonly tax: string;
    };

/** Name of a part of the list, in the order of the list. */
export type ReturnFigure = (typeof RETURN_PARTS)[number];

/** The parts of the list in their order. Each is in order of the date of issue, then of the number, then of the red-letter invoice. */
export const RETURN_PARTS = ['output', 'input', 'transfers'] as const;

/** First line of what is digested. */
export const RETURN_LIST_HEAD = 'fapiao-ledger/return-list/1\n';

/** Returns the line of an entry. */
export function returnLine(entry: ReturnEntry): string {
  switch (entry.figure) {
    case 'output':
      return `output ${entry.number} ${entry.net} ${entry.tax}\n`;
    case 'input':
      return `input ${entry.number} ${entry.tax}\n`;
    case 'transfers':
      return `transfers ${entry.number} ${entry.red} ${entry.tax}\n`;
  }
}
