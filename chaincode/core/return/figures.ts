import { present, ValidationError } from '../errors.js';
import type { InvoiceType } from '../invoice/invoice.js';
import { formatSum, parseYuan, readSum } from '../money/money.js';
import type { RuleSetJson, TaxpayerKind } from '../tax/rule-set.js';
import { returnRulesOf, thresholdOn } from './rules.js';

/** Sums of the lines of a month's invoices of one type at one rate, less those of its red-letter invoices. */
export interface OutputSumJson {
  readonly type: InvoiceType;
  readonly rate: string;
  readonly net: string;
  readonly tax: string;
}

/** What the ledger counts of a taxpayer's month. Sums are yuan with two decimals, of any size. */
export interface ReturnSumsJson {
  /** By type, then by rate. */
  readonly output: readonly OutputSumJson[];
  /** Tax of the invoices that the taxpayer has confirmed for deduction in the period. */
  readonly input: string;
  /** Tax that red-letter invoices of the period took back of confirmed invoices. */
  readonly transfersOut: string;
}

/** The figures of a return (T37): what the ledger counts, and what follows from it. */
export interface ReturnFiguresJson extends ReturnSumsJson {
  /** Net of the whole output, by which a small-scale taxpayer reaches the threshold. */
  readonly sales: string;
  /** Output tax against which input is set. */
  readonly generalTax: string;
  /** Output tax at levy rates, against which nothing is set. */
  readonly levyTax: string;
  /** Levy tax that is not due, because sales do not reach the threshold. */
  readonly relief: string;
  /** Input of earlier periods that no output has used. */
  readonly carriedIn: string;
  /** Input that the next period begins with. */
  readonly carriedOut: string;
  /** Negative when red-letter invoices took back more levy tax than was due. */
  readonly payable: string;
}

/** Facts about a return besides the sums. */
export interface ReturnContext {
  readonly kind: TaxpayerKind;
  /** The tax period, such as "2026-03". */
  readonly period: string;
  /** The rule set in force when the return is filed. */
  readonly ruleSet: RuleSetJson;
  /** `carriedOut` of the return before; "0.00" for the first. */
  readonly carriedIn: string;
}

const NONE = '0.00';

/**
 * Returns the figures that follow from sums (T36 to T38). Small-scale taxpayers deduct nothing. Input that is more than the output at
 * general rates is carried to the next period.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { figuresOf, RULE_SET_2026 } from '@fapiao-ledger/core';
 *
 * const sums = {
 *   output: [{ type: 'SPECIAL', rate: '0.13', net: '1000.00', tax: '130.00' }],
 *   input: '90.00',
 *   transfersOut: '10.00',
 * } as const;
 * const context = { kind: 'GENERAL', period: '2026-03', ruleSet: RULE_SET_2026, carriedIn: '20.00' } as const;
 * assert.equal(figuresOf(sums, context).payable, '30.00');
 * ```
 */
export function figuresOf(sums: ReturnSumsJson, context: ReturnContext): ReturnFiguresJson {
  const deducts = context.kind === 'GENERAL';
  const input = deducts ? sums.input : NONE;
  const transfersOut = deducts ? sums.transfersOut : NONE;
  const carriedIn = deducts ? context.carriedIn : NONE;
  const levied = sums.output.filter(({ rate }) => isLevied(rate, context));
  const sales = sumOf(sums.output, 'net');
  const generalTax = sumOf(sums.output, 'tax') - sumOf(levied, 'tax');
  const levyTax = sumOf(levied, 'tax');
  const ordinary = sumOf(levied.filter(isOrdinary), 'tax');
  // What red-letter invoices take back is not relieved: it may have been due in its own month.
  const relief = ordinary > 0n && isRelieved(sales, context) ? ordinary : 0n;
  const due = generalTax - (fenOf(input) - fenOf(transfersOut) + fenOf(carriedIn));
  return {
    output: sums.output,
    input,
    transfersOut,
    sales: formatSum(sales),
    generalTax: formatSum(generalTax),
    levyTax: formatSum(levyTax),
    relief: formatSum(relief),
    carriedIn,
    carriedOut: formatSum(due < 0n ? -due : 0n),
    payable: formatSum((due > 0n ? due : 0n) + levyTax - relief),
  };
}

/** Requires that the figures follow from their own sums (T37). @throws {ValidationError} RETURN_FIGURES at each that does not */
export function requireFigures(figures: ReturnFiguresJson, context: ReturnContext): void {
  const computed = figuresOf(figures, context);
  const wrong = SUM_NAMES.filter((name) => figures[name] !== computed[name]);
  if (wrong.length === 0) return;
  throw new ValidationError(
    wrong.map((name) => ({
      code: 'RETURN_FIGURES',
      path: `/body/figures/${name}`,
      message: `${figures[name]} does not follow from the output, the input and the return before; it is ${computed[name]}`,
    })),
  );
}

/** A figure that two computations of a return have differently. Absent amounts are "0.00". */
export interface FigureDifference {
  /** Name of the figure: as in `ReturnFiguresJson`, `list`, or for example `output SPECIAL 0.13 tax`. */
  readonly figure: string;
  readonly filed: string;
  readonly computed: string;
}

/** Figures with the digest of the list behind them. */
export interface CountedFigures {
  readonly figures: ReturnFiguresJson;
  /** As `ReturnList` digests it. */
  readonly list: string;
}

/** Returns the first figure that differs, or undefined when all are equal: the output first, then what follows from it. */
export function firstDifference(
  filed: CountedFigures,
  computed: CountedFigures,
): FigureDifference | undefined {
  const outputs = [filed, computed].flatMap(({ figures }) => outputOf(figures).map(([name]) => name));
  const [one, other] = [entriesOf(filed), entriesOf(computed)];
  // The list comes last: a difference of an amount says more.
  const names = [...outputs, ...SUM_NAMES, LIST];
  const figure = names.find((name) => valueIn(one, name) !== valueIn(other, name));
  if (figure === undefined) return undefined;
  return { figure, filed: valueIn(one, figure), computed: valueIn(other, figure) };
}

/** Returns a figure by the name that `firstDifference` gives it. */
export function figureNamed(counted: CountedFigures, name: string): string {
  return valueIn(entriesOf(counted), name);
}

const SUM_NAMES = [
  'input',
  'transfersOut',
  'sales',
  'generalTax',
  'levyTax',
  'relief',
  'carriedIn',
  'carriedOut',
  'payable',
] as const satisfies readonly (keyof ReturnFiguresJson)[];

const LIST = 'list';

/** Form of the name of a figure. */
export const FIGURE_PATTERN =
  /^(input|transfersOut|sales|generalTax|levyTax|relief|carriedIn|carriedOut|payable|list|output (ORDINARY|SPECIAL) 0([.][0-9]{1,3})? (net|tax))$/;

function entriesOf({ figures, list }: CountedFigures): ReadonlyMap<string, string> {
  const sums = SUM_NAMES.map((name): [string, string] => [name, figures[name]]);
  return new Map([...outputOf(figures), ...sums, [LIST, list]]);
}

function outputOf({ output }: ReturnFiguresJson): [name: string, value: string][] {
  return output.flatMap(({ type, rate, net, tax }): [string, string][] => [
    [`output ${type} ${rate} net`, net],
    [`output ${type} ${rate} tax`, tax],
  ]);
}

function valueIn(entries: ReadonlyMap<string, string>, name: string): string {
  return entries.get(name) ?? NONE;
}

/** T36: all output of a small-scale taxpayer is levied; for a general taxpayer, the output at the rates of small-scale taxpayers. */
function isLevied(rate: string, { kind, ruleSet }: ReturnContext): boolean {
  if (kind !== 'GENERAL') return true;
  return rate !== '0' && ruleSet.rates.some((row) => row.rate === rate && row.kinds.includes('SMALL_SCALE'));
}

/** T38: sales that reach the threshold are taxed whole. */
function isRelieved(sales: bigint, { kind, ruleSet, period }: ReturnContext): boolean {
  const threshold = kind === 'SMALL_SCALE' ? thresholdOn(returnRulesOf(ruleSet), period) : undefined;
  return threshold !== undefined && sales < parseYuan(threshold.sales);
}

function isOrdinary({ type }: OutputSumJson): boolean {
  return type === 'ORDINARY';
}

function sumOf(output: readonly OutputSumJson[], field: 'net' | 'tax'): bigint {
  return output.reduce((sum, each) => sum + fenOf(each[field]), 0n);
}

function fenOf(text: string): bigint {
  return present(readSum(text), 'a sum that was read');
}
