/** Tax rules: the tables that a bureau publishes, and the judgment of drafts by them. */

export { roundedProduct, taxInGross, taxOnNet } from './calculate.js';
export {
  builtInRuleSet,
  checkInvoiceArithmetic,
  draftsOfValues,
  judgeDraft,
  judgeDrafts,
  type ReadableDrafts,
  requireDraftForm,
} from './judge.js';
export {
  EXCLUDES_MAX,
  LEVY_MONTHS_MAX,
  LOCK_DAYS_MAX,
  RATE_ROW_CODE_PATTERN,
  RATE_SOURCE_LENGTH_MAX,
  RULE_SET_VERSION_PATTERN,
  readRateRowCode,
  readRuleSet,
  STATEMENT_DAYS_MAX,
  TAX_CLASS_PREFIX_PATTERN,
} from './parse-rule-set.js';
export type { DraftRule, LinePlace, LineRule, Report, RuleContext } from './rule.js';
export type { LevyElection, RateRow, RateUser, RuleSetJson, TaxpayerKind } from './rule-set.js';
export { isRateAllowed } from './rule-set.js';
export { DRAFT_RULES, LINE_RULES } from './rules.js';
export { RULE_SET_2026 } from './tables/2026-01-01.js';
export { RULE_SET_2026_12 } from './tables/2026-12-01.js';
