import type { RateRow, RuleSetJson } from '../rule-set.js';
import { RULE_SET_2026 } from './2026-01-01.js';

/**
 * Classes of real estate in the bureau's table of tax classes: 5 is its sale, 40501 the right to use land, 304050202 its lease. The
 * levy of 3 % and its reduction to 1 % do not apply to them.
 */
const REAL_ESTATE = ['5', '40501', '304050202'] as const;

/**
 * The rates and limits from 1 December 2026. They are those of 2026.1, and besides it general taxpayers elect L03, and the reduced levy
 * leaves out real estate. `docs/tax-rules.md` gives the source of each figure.
 */
export const RULE_SET_2026_12: RuleSetJson = {
  ...RULE_SET_2026,
  version: '2026.12',
  validFrom: '2026-12-01',
  rates: RULE_SET_2026.rates.map(rowFromDecember),
  levyMonths: 36,
  smallScaleLimit: '5000000.00',
};

function rowFromDecember(row: RateRow): RateRow {
  if (row.code === 'L03') return { ...row, kinds: ['GENERAL', 'SMALL_SCALE'], byElection: true };
  return row.code === 'L01' ? { ...row, excludes: REAL_ESTATE } : row;
}
