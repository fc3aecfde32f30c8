/** Red-letter invoices: forms, what they take of an invoice, and the invoices themselves. */

export {
  companiesToAsk,
  confirmRedForm,
  endRedForm,
  isRunning,
  type RedFormConfirmation,
  type RedLetterContext,
  type RedLetterStart,
  redFormAt,
  redFormDigest,
  refuseRedForm,
  sideOf,
  startRedForm,
  supplyRedForm,
  withdrawRedForm,
} from './act.js';
export { RED_FORMS_MAX, type RedFormJson, type RedFormSide, type RedFormTerms } from './form.js';
export { type GrossPart, partInGross } from './in-gross.js';
export { judgeReversal, type Reversal, type ReversalContext, totalsOfReversed } from './judge-reversal.js';
export { hasRest, type LineRest, restOfLines } from './line-rest.js';
export { mirrored, mirroredText } from './mirror.js';
export {
  CONFIRM_HOURS_MAX,
  RED_CODE_PATTERN,
  RED_REASONS_MAX,
  RED_SOURCE_LENGTH_MAX,
} from './parse-rules.js';
export { readReversedLines } from './read-lines.js';
export { issueRedInvoice, type RedIssue, type RedIssueContext, redContent } from './red-invoice.js';
export { bookersOf, countForm, type IssuedRed, REDS_MAX, reverse } from './reverse.js';
export {
  findRedReason,
  RED_FORM_STATES,
  RED_LETTER_2024,
  type RedFormState,
  type RedLetterRules,
  type RedReason,
  redLetterRulesOf,
} from './rules.js';
