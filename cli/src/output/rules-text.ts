import { formatPercent, type RateRow, type RuleSetJson, readRate } from '@fapiao-ledger/core';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns a rule set for people: its terms, then its rate table. */
export function rulesText(ruleSet: RuleSetJson, page: Page): string {
  const { version, validFrom, linesMax, lockDays, statementDays, levyMonths, smallScaleLimit } = ruleSet;
  const fields: [string, string][] = [
    ['version', version],
    ['first day', validFrom],
    ['lines', `at most ${linesMax}`],
    ['lock', `${lockDays} days`],
    ['statement', `at most ${statementDays} days ahead`],
  ];
  if (levyMonths !== undefined) fields.push(['election', `ends after ${levyMonths} months`]);
  if (smallScaleLimit !== undefined) fields.push(['small-scale limit', `${smallScaleLimit} in 12 months`]);
  return `${fieldsText(fields, page)}\n\n${tableText(COLUMNS, ruleSet.rates.map(cellsOf), page)}`;
}

const COLUMNS: readonly Column[] = [
  { head: 'row' },
  { head: 'rate', align: 'right' },
  { head: 'sellers' },
  { head: 'invoices' },
  { head: 'days' },
  { head: 'condition', isFlexible: true },
];

function cellsOf(row: RateRow): readonly string[] {
  const { code, rate, zeroRate, kinds, types, from, to } = row;
  const percent = readRate(rate);
  const days = from === undefined && to === undefined ? '' : `${from ?? ''} to ${to ?? ''}`.trim();
  return [
    code,
    zeroRate === undefined ? (percent === undefined ? rate : formatPercent(percent)) : `0% ${zeroRate}`,
    kinds.join(', '),
    types.join(', '),
    days,
    conditionsOf(row),
  ];
}

function conditionsOf({ byGrant, byElection, excludes }: RateRow): string {
  return [
    ...(byGrant === true ? ['by grant'] : []),
    ...(byElection === true ? ['GENERAL by election'] : []),
    ...(excludes === undefined ? [] : [`not classes ${excludes.join(', ')}`]),
  ].join('; ');
}
