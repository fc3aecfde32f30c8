import type { RedFormJson, RedFormTerms, RedLetterResult, ReversedLineJson } from '@fapiao-ledger/core';
import { reasonWord } from '../arguments.js';
import { codeText, type Field } from '../words/label.js';
import { beijingTime } from './beijing.js';
import { statusFields } from './invoice-text.js';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns the terms of a red-letter form for people: everything that a confirming side signs. */
export function termsText(terms: RedFormTerms, page: Page): string {
  const { number, sequence, reason, startedBy, lines, totals } = terms;
  const head: Field[] = [
    ['invoice', number],
    ['form', String(sequence)],
    ['reason', reasonWord(reason)],
    ['started by', startedBy],
  ];
  const sums: Field[] = [
    ['net', totals.net],
    ['tax', totals.tax],
    ['gross', totals.gross],
  ];
  return [fieldsText(head, page), reversedLinesText(lines, page), fieldsText(sums, page)].join('\n\n');
}

/** Returns the parts of lines that are reversed, as a table. */
export function reversedLinesText(lines: readonly ReversedLineJson[], page: Page): string {
  const rows = lines.map(({ line, quantity, net, tax }) => [String(line), quantity ?? '', net, tax]);
  return tableText(COLUMNS, rows, page);
}

/** Returns a form and its state for people. @param digest of its terms, computed here */
export function redFormText(form: RedFormJson, digest: string, page: Page): string {
  return `${termsText(form, page)}\n\n${fieldsText([...stateFields(form), ['terms', digest]], page)}`;
}

/** Returns the answer to a statement about a form. */
export function redLetterText({ form, status, red }: RedLetterResult, page: Page): string {
  const check: Field[] = red === undefined ? [] : [['check code', red.checkCode]];
  const fields: Field[] = [...stateFields(form), ...check];
  return `${fieldsText(fields, page)}\n\n${fieldsText(statusFields(status), page)}`;
}

function stateFields({ sequence, state, totals, signers, expiresAt, red }: RedFormJson): Field[] {
  const isAwaiting = state.startsWith('AWAITS');
  return [
    ['form', `${sequence}, ${codeText(state)}`],
    ['reversed gross', totals.gross],
    ['signed by', signers.join(', ')],
    ...(isAwaiting ? [['confirm until', beijingTime(expiresAt)] as Field] : []),
    ...(red === undefined ? [] : [['red-letter invoice', red] as Field]),
  ];
}

const COLUMNS: readonly Column[] = [
  { head: 'line', align: 'right' },
  { head: 'quantity', align: 'right' },
  { head: 'net', align: 'right' },
  { head: 'tax', align: 'right' },
];
