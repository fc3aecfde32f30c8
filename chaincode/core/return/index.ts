/** Tax periods and returns: figures, the list behind them, filing and the bureau's decision. */

export {
  type CountedFigures,
  FIGURE_PATTERN,
  type FigureDifference,
  figureNamed,
  figuresOf,
  firstDifference,
  type OutputSumJson,
  type ReturnContext,
  type ReturnFiguresJson,
  type ReturnSumsJson,
  requireFigures,
} from './figures.js';
export {
  decideReturn,
  type FiledTerms,
  type FilingContext,
  type FilingJson,
  fileReturn,
  type ReturnDecision,
  type ReturnJson,
  type ReturnState,
  returnTermsDigest,
} from './filing.js';
export { RETURN_LIST_HEAD, RETURN_PARTS, type ReturnEntry, type ReturnFigure, returnLine } from './list.js';
export { THRESHOLD_SOURCE_LENGTH_MAX, THRESHOLDS_MAX } from './parse-rules.js';
export {
  FIGURE_VALUE_PATTERN,
  HEIGHT_PATTERN,
  OUTPUT_SUMS_MAX,
  readFiledTerms,
  readReturnDecision,
} from './read-terms.js';
export {
  RETURN_RULES_2026,
  type ReturnRules,
  returnRulesOf,
  type SalesThreshold,
  thresholdOn,
} from './rules.js';
