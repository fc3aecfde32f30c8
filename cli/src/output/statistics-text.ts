import type { StatisticsGroup, SumsAnswer } from '@fapiao-ledger/client';
import { formatPercent, readRate } from '@fapiao-ledger/core';
import { labelText } from '../words/label.js';
import { language } from '../words/language.js';
import { phrase } from '../words/phrase.js';
import { type Column, type Page, tableText } from './table.js';

/** Dimensions of sums. Regions are those of sellers, and a taxpayer is a seller. */
export const DIMENSIONS = ['month', 'province', 'city', 'county', 'rate', 'taxpayer'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

interface Statistics {
  readonly by: readonly Dimension[];
  readonly groups: readonly StatisticsGroup[];
  /** Total of the groups; `invoices` counts each invoice once. */
  readonly total: SumsAnswer & { readonly invoices: number };
}

/** Returns sums below each other, with the total of each column last. */
export function statisticsText({ by, groups, total }: Statistics, page: Page): string {
  if (groups.length === 0) return phrase('no invoices');
  const heads = by.map(headOf);
  const totalRow = [...by.map((_, index) => (index === 0 ? labelText('total') : '')), ...sumCells(total)];
  const rows = groups.map((group) => [
    ...by.map((dimension) => cellOf(group, dimension)),
    ...sumCells(group),
  ]);
  const table = tableText([...heads, ...SUM_COLUMNS], [...rows, totalRow], page);
  if (total.invoices === total.count) return table;
  const note = phrase('{invoices} invoices; one with lines at several rates counts at each of them', {
    invoices: total.invoices,
  });
  return `${table}\n\n${note}`;
}

const SUM_COLUMNS: readonly Column[] = [
  { head: 'count', align: 'right' },
  { head: 'net', align: 'right' },
  { head: 'tax', align: 'right' },
  { head: 'gross', align: 'right' },
];

function headOf(dimension: Dimension): Column {
  if (dimension === 'rate') return { head: dimension, align: 'right' };
  return { head: dimension, isFlexible: dimension === 'taxpayer' };
}

const provinceOf = ({ provinceName }: StatisticsGroup): string | undefined =>
  language() === 'zh-CN' ? provinceName?.zh : provinceName?.en;

/** Returns the name beside the value of a dimension. */
const NAMES: Readonly<Partial<Record<Dimension, (group: StatisticsGroup) => string | undefined>>> = {
  province: provinceOf,
  city: provinceOf,
  county: provinceOf,
  taxpayer: ({ taxpayerName }) => taxpayerName,
};

function cellOf(group: StatisticsGroup, dimension: Dimension): string {
  const value = group[dimension] ?? '';
  if (dimension === 'rate') return percentOf(value);
  const name = NAMES[dimension]?.(group);
  return name === undefined ? value : `${value} ${name}`;
}

function percentOf(text: string): string {
  const rate = readRate(text);
  return rate === undefined ? text : formatPercent(rate);
}

function sumCells({ count, net, tax, gross }: SumsAnswer): string[] {
  return [String(count), net, tax, gross];
}
