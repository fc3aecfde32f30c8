/** The levy that a general taxpayer elects, and the limit of small-scale sellers. */

export { electLevy, endLevy, LEVY_MONTHS, type LevyDay, levyEndsFrom } from './elect.js';
export { SMALL_SCALE_LIMIT, smallScaleLimitOf, WATCH_MONTHS } from './small-scale.js';
