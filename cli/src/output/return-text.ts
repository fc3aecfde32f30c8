import type { ReturnSummary } from '@fapiao-ledger/client';
import type { FiledTerms, ReturnJson } from '@fapiao-ledger/core';
import { codeText, type Field, fieldName } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns what a taxpayer signs when it files a return, for people. */
export function returnText({ period, height, list, figures }: FiledTerms, page: Page): string {
  const { output, ...sums } = figures;
  const head: Field[] = [
    ['period', period],
    ['counted at', phrase('block {height}', { height })],
    ['digest of list', list],
  ];
  const rows = output.map(({ type, rate, net, tax }) => [codeText(type), rate, net, tax]);
  const fields: Field[] = [
    ['sales', sums.sales],
    ['output tax', sums.generalTax],
    ['input', sums.input],
    ['transfer-out', sums.transfersOut],
    ['carried in', sums.carriedIn],
    ['levies', sums.levyTax],
    ['relief', sums.relief],
    ['carried out', sums.carriedOut],
    ['payable', sums.payable],
  ];
  return [fieldsText(head, page), tableText(OUTPUT, rows, page), fieldsText(fields, page)].join('\n\n');
}

/** Returns what became of a return that was filed, for people. */
export function filedText(
  { period, state, filedAt, differs, officer, decidedAt }: ReturnJson,
  page: Page,
): string {
  const fields: Field[] = [
    ['return', `${period}, ${codeText(state)}`],
    ['filed at', beijingTime(filedAt)],
    ...(officer === undefined
      ? []
      : [['decided', phrase('{at} by {officer}', { at: beijingTime(decidedAt ?? ''), officer })] as Field]),
    ...(differs === undefined
      ? []
      : [
          [
            'differs',
            phrase('{figure}: filed {filed}, counted {computed}', {
              figure: fieldName(differs.figure),
              filed: differs.filed,
              computed: differs.computed,
            }),
          ] as Field,
        ]),
  ];
  return fieldsText(fields, page);
}

/** Returns a list of returns, for people. */
export function returnsText(returns: readonly ReturnSummary[], page: Page): string {
  const rows = returns.map(({ taxpayer, period, state, payable, carriedOut, filedAt }) => [
    ...[taxpayer, period, codeText(state)],
    ...[payable, carriedOut, beijingTime(filedAt)],
  ]);
  return returns.length === 0 ? phrase('no returns') : tableText(RETURNS, rows, page);
}

const OUTPUT: readonly Column[] = [
  { head: 'output' },
  { head: 'rate', align: 'right' },
  { head: 'net', align: 'right' },
  { head: 'tax', align: 'right' },
];

const RETURNS: readonly Column[] = [
  { head: 'taxpayer' },
  { head: 'period' },
  { head: 'state' },
  { head: 'payable', align: 'right' },
  { head: 'carried out', align: 'right' },
  { head: 'filed at' },
];
