import { formatPercent, type RateRow, type RuleSetJson, readRate } from '@fapiao-ledger/core';
import { codeText, type Field } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns a rule set for people: its terms, then its rate table. */
export function rulesText(ruleSet: RuleSetJson, page: Page): string {
  const { version, validFrom, linesMax, lockDays, statementDays, levyMonths, smallScaleLimit } = ruleSet;
  const fields: Field[] = [
    ['version', version],
    ['first day', validFrom],
    ['lines', phrase('at most {linesMax}', { linesMax })],
    ['lock', phrase('{lockDays} days', { lockDays })],
    ['statement', phrase('at most {statementDays} days ahead', { statementDays })],
  ];
  if (levyMonths !== undefined)
    fields.push(['election', phrase('ends after {levyMonths} months', { levyMonths })]);
  if (smallScaleLimit !== undefined)
    fields.push(['small-scale limit', phrase('{smallScaleLimit} in 12 months', { smallScaleLimit })]);
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
  const days =
    from === undefined && to === undefined
      ? ''
      : phrase('{from} to {to}', { from: from ?? '', to: to ?? '' }).trim();
  return [
    code,
    zeroRate === undefined
      ? percent === undefined
        ? rate
        : formatPercent(percent)
      : `0% ${codeText(zeroRate)}`,
    kinds.map(codeText).join(', '),
    types.map(codeText).join(', '),
    days,
    conditionsOf(row),
  ];
}

function conditionsOf({ byGrant, byElection, excludes }: RateRow): string {
  return [
    ...(byGrant === true ? [phrase('by grant')] : []),
    ...(byElection === true ? [phrase('GENERAL by election')] : []),
    ...(excludes === undefined ? [] : [phrase('not classes {excludes}', { excludes: excludes.join(', ') })]),
  ].join('; ');
}
