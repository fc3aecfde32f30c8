import type { Read } from '../json/document-reader.js';
import { amountText, list, month, object, optional, printable, record } from '../read.js';
import type { ReturnRules, SalesThreshold } from './rules.js';

/** Most thresholds of a rule set. */
export const THRESHOLDS_MAX = 20;
/** Most characters of a threshold’s source. */
export const THRESHOLD_SOURCE_LENGTH_MAX = 200;

const SHAPE = {
  from: optional(month),
  to: optional(month),
  sales: amountText,
  source: printable(THRESHOLD_SOURCE_LENGTH_MAX),
};

/** Reads a threshold, whose last period is not before its first. */
const readThreshold: Read<SalesThreshold> = object((reader) => {
  const threshold = reader.fields(SHAPE);
  const { from, to } = threshold;
  if (from !== undefined && to !== undefined && from > to)
    reader.fault('FIELD_VALUE', 'to', 'the last period must not be before the first');
  return threshold;
});

/** Reads the rules about returns of a rule set. */
export const readReturnRules: Read<ReturnRules> = record({
  thresholds: list(readThreshold, {
    min: 0,
    max: THRESHOLDS_MAX,
    problem: (length) => `at most ${THRESHOLDS_MAX} thresholds are expected, not ${length}`,
  }),
});
