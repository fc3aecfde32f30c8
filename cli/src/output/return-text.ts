import type { ReturnSummary } from '@fapiao-ledger/client';
import type { FiledTerms, ReturnJson } from '@fapiao-ledger/core';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns what a taxpayer signs when it files a return, for people. */
export function returnText({ period, height, list, figures }: FiledTerms, page: Page): string {
  const { output, ...sums } = figures;
  const head: [string, string][] = [
    ['period', period],
    ['counted at', `block ${height}`],
    ['digest of list', list],
  ];
  const rows = output.map(({ type, rate, net, tax }) => [type, rate, net, tax]);
  const fields: [string, string][] = [
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
  const fields: [string, string][] = [
    ['return', `${period}, ${state}`],
    ['filed at', filedAt],
    ...(officer === undefined ? [] : [['decided', `${decidedAt ?? ''} by ${officer}`] as [string, string]]),
    ...(differs === undefined
      ? []
      : [
          ['differs', `${differs.figure}: filed ${differs.filed}, counted ${differs.computed}`] as [
            string,
            string,
          ],
        ]),
  ];
  return fieldsText(fields, page);
}

/** Returns a list of returns, for people. */
export function returnsText(returns: readonly ReturnSummary[], page: Page): string {
  const rows = returns.map(({ taxpayer, period, state, payable, carriedOut, filedAt }) => [
    ...[taxpayer, period, state],
    ...[payable, carriedOut, filedAt],
  ]);
  return returns.length === 0 ? 'no returns' : tableText(RETURNS, rows, page);
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
