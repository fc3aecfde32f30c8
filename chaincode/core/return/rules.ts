import type { RuleSetJson } from '../tax/rule-set.js';

/** Monthly sales from which a small-scale taxpayer is taxed on all of them (T38), by tax period. */
export interface SalesThreshold {
  /** First and last tax period, such as "2026-01"; unbounded when absent. */
  readonly from?: string;
  readonly to?: string;
  /** Net sales of the month in yuan. Sales that reach them are taxed whole. */
  readonly sales: string;
  /** The law or notice that the threshold comes from. */
  readonly source: string;
}

/** What a bureau may change about returns. A rule set keeps the thresholds of earlier periods, which may still be filed. */
export interface ReturnRules {
  readonly thresholds: readonly SalesThreshold[];
}

/** The rules of a rule set that has none of its own. */
export const RETURN_RULES_2026: ReturnRules = {
  thresholds: [
    {
      from: '2026-01',
      to: '2027-12',
      sales: '100000.00',
      source: 'VAT Law, in force 2026-01-01, threshold of small-scale taxpayers, 2026 to 2027',
    },
  ],
};

/** Returns the rules about returns of a rule set. */
export function returnRulesOf({ returns }: RuleSetJson): ReturnRules {
  return returns ?? RETURN_RULES_2026;
}

/** Returns the threshold of a tax period, or undefined when the rules have none for it. @param period such as "2026-03" */
export function thresholdOn({ thresholds }: ReturnRules, period: string): SalesThreshold | undefined {
  return thresholds.find(
    ({ from, to }) => (from === undefined || from <= period) && (to === undefined || period <= to),
  );
}
