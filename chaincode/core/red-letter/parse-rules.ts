import { ObjectReader, type Place, type Read, type Step } from '../json/document-reader.js';
import { array, count, flag, list, matching, printable, record } from '../read.js';
import { RED_FORM_STATES, type RedFormState, type RedLetterRules, type RedReason } from './rules.js';

/** Form of a national code of a reason or of a form's state. */
export const RED_CODE_PATTERN = /^[0-9]{2}$/;
/** Most reasons of a rule set. */
export const RED_REASONS_MAX = 20;
/** Most hours that a form may wait for a confirmation (T24). */
export const CONFIRM_HOURS_MAX = 8_760;
/** Most characters of a reason’s source. */
export const RED_SOURCE_LENGTH_MAX = 200;

const CODE = matching(RED_CODE_PATTERN, 'FIELD_VALUE', 'a national code of two digits');

const REASON: Read<RedReason> = record({
  code: CODE,
  isWhole: flag,
  hasQuantities: flag,
  restoresCredit: flag,
  source: printable(RED_SOURCE_LENGTH_MAX),
});

/** Reads the red-letter rules of a rule set. */
export const readRedLetterRules: Read<RedLetterRules> = record({
  reasons: readReasons,
  confirmHours: count(1, CONFIRM_HOURS_MAX),
  confirmationFor: readOccasions,
  codes: readCodes,
});

/** Requires distinct codes: a form finds its reason by its code. */
function readReasons(value: unknown, at: Place, step?: Step): readonly RedReason[] | undefined {
  const reasons = list(REASON, REASONS)(value, at, step);
  if (reasons === undefined || new Set(reasons.map(({ code }) => code)).size === reasons.length)
    return reasons;
  return at.fault('FIELD_VALUE', step, 'each reason has a code of its own');
}

const REASONS = {
  min: 1,
  max: RED_REASONS_MAX,
  problem: (length: number) => `1 to ${RED_REASONS_MAX} reasons are expected, not ${length}`,
};

const OCCASIONS = ['USE', 'BOOKING'] as const;

function readOccasions(
  value: unknown,
  at: Place,
  step?: Step,
): RedLetterRules['confirmationFor'] | undefined {
  const names = array(value, at, step);
  if (names === undefined) return undefined;
  const isOccasion = (name: unknown): name is (typeof OCCASIONS)[number] =>
    OCCASIONS.some((each) => each === name);
  if (names.every(isOccasion) && new Set(names).size === names.length) return names;
  return at.fault('FIELD_VALUE', step, `a list of ${OCCASIONS.join(', ')} is expected, each at most once`);
}

function readCodes(value: unknown, at: Place, step?: Step): RedLetterRules['codes'] | undefined {
  const reader = ObjectReader.of(value, at, step);
  if (reader === undefined) return undefined;
  const shape = Object.fromEntries(RED_FORM_STATES.map((state) => [state, CODE])) as Readonly<
    Record<RedFormState, Read<string>>
  >;
  const codes = reader.fields(shape);
  reader.end();
  return reader.whole<RedLetterRules['codes']>(codes);
}
