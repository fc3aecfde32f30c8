import { type Fen, parseYuan } from '../money/money.js';
import type { RuleSetJson } from '../tax/rule-set.js';

/** Sales of twelve months above which a small-scale seller must become a general taxpayer, in a rule set that names no limit (T31). */
export const SMALL_SCALE_LIMIT = '5000000.00';

/** Months whose sales are added up: the present one and those before it (T31). */
export const WATCH_MONTHS = 12;

/** Returns the limit of a rule set, in fen (T31). */
export function smallScaleLimitOf({ smallScaleLimit }: Pick<RuleSetJson, 'smallScaleLimit'>): Fen {
  return parseYuan(smallScaleLimit ?? SMALL_SCALE_LIMIT);
}
