import type { ReversedLineJson } from '../invoice/invoice.js';
import { INVOICE_LINES_MAX } from '../invoice/parse-draft.js';
import type { Read } from '../json/document-reader.js';
import { count, decimalText, entries, optional, record, yuanText } from '../read.js';

/** Reads the parts of lines that are reversed. Only their form is judged. */
export const readReversedLines: Read<readonly ReversedLineJson[]> = entries(
  record({
    line: count(1, INVOICE_LINES_MAX),
    quantity: optional(decimalText),
    net: yuanText,
    tax: yuanText,
  }),
  INVOICE_LINES_MAX,
);
