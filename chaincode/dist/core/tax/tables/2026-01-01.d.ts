import type { RuleSetJson } from '../rule-set.js';
/**
 * Rates and limits in force from 1 January 2026: the rule set a bureau starts from. Tolerances are
 * those of vendors' published code; `docs/tax-rules.md` gives the source of each figure.
 */
export declare const RULE_SET_2026: RuleSetJson;
