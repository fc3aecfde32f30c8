import type { Read } from '../json/document-reader.js';
import {
  creditCode,
  list,
  matching,
  month,
  oneOf,
  optional,
  rateText,
  record,
  sha256,
  sumText,
} from '../read.js';
import {
  FIGURE_PATTERN,
  type FigureDifference,
  type OutputSumJson,
  type ReturnFiguresJson,
} from './figures.js';
import type { FiledTerms } from './filing.js';

/** Most sums of the output of one return: its month may have as many rates as two types of invoices can have. */
export const OUTPUT_SUMS_MAX = 200;
/** Form of a height in a statement: a number of blocks. */
export const HEIGHT_PATTERN = /^(0|[1-9][0-9]{0,17})$/;
/** Form of a figure as text: a sum, or the digest of a list. */
export const FIGURE_VALUE_PATTERN = /^[-0-9a-f.]{1,64}$/;

const readOutputSum: Read<OutputSumJson> = record({
  type: oneOf('ORDINARY', 'SPECIAL'),
  rate: rateText,
  net: sumText,
  tax: sumText,
});

/** Requires each type and rate once and in order, so that equal figures have one text. */
const readOutput: Read<readonly OutputSumJson[]> = (value, at, step) => {
  const sums = list(readOutputSum, {
    min: 0,
    max: OUTPUT_SUMS_MAX,
    problem: () => `at most ${OUTPUT_SUMS_MAX} sums are expected`,
  })(value, at, step);
  if (sums === undefined) return undefined;
  const marks = sums.map(({ type, rate }) => `${type} ${rate}`);
  if (marks.every((mark, index) => index === 0 || (marks[index - 1] as string) < mark)) return sums;
  return at.fault('FIELD_VALUE', step, 'each type and rate is expected once, in order');
};

const readFigures: Read<ReturnFiguresJson> = record({
  output: readOutput,
  input: sumText,
  transfersOut: sumText,
  sales: sumText,
  generalTax: sumText,
  levyTax: sumText,
  relief: sumText,
  carriedIn: sumText,
  carriedOut: sumText,
  payable: sumText,
});

/** Reads what a taxpayer signs when it files a return. */
export const readFiledTerms: Read<FiledTerms> = record({
  period: month,
  height: matching(HEIGHT_PATTERN, 'FIELD_VALUE', 'a number of blocks'),
  list: sha256,
  figures: readFigures,
});

const FIGURE = matching(FIGURE_VALUE_PATTERN, 'FIELD_VALUE', 'a sum or a digest');

const readDifference: Read<FigureDifference> = record({
  figure: matching(FIGURE_PATTERN, 'FIELD_VALUE', 'the name of a figure, such as "input"'),
  filed: FIGURE,
  computed: FIGURE,
});

/** Reads what an officer signs about a return. */
export const readReturnDecision: Read<{
  readonly taxpayer: string;
  readonly period: string;
  readonly terms: string;
  readonly differs?: FigureDifference;
}> = record({ taxpayer: creditCode, period: month, terms: sha256, differs: optional(readDifference) });
