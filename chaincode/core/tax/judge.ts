import { type ErrorCode, type Fault, InvariantError, ValidationError } from '../errors.js';
import type { Draft, ReadDraft } from '../invoice/draft.js';
import type { InvoiceJson } from '../invoice/invoice.js';
import { completeDraft, readDraft } from '../invoice/parse-draft.js';
import { Faults } from '../json/document-reader.js';
import { FEN_MAX, formatYuan } from '../money/money.js';
import { ruleSetHash } from '../taxpayer/policy.js';
import type { RuleSetJson } from './rule-set.js';
import { applyRules, type RuleContext } from './rules.js';
import { RULE_SET_2026 } from './tables/2026-01-01.js';

/**
 * Reads and judges a draft in one go: the same judgment for the contract, which decides, and for
 * gateway and CLI, which refuse early.
 *
 * @throws {ValidationError} every broken rule with its pointer, form first, then T02 to T34
 */
export function judgeDraft(value: unknown, context: RuleContext, path = ''): Draft {
  const [draft] = judgeDrafts([value], context, () => path);
  if (draft === undefined) throw new InvariantError('a draft that was judged is missing');
  return draft;
}

/**
 * Judges drafts that stand or fall together; `pathOf` says where each one is in its document.
 * @throws {ValidationError} every broken rule of every draft, as `judgeDraft`
 */
export function judgeDrafts(
  values: readonly unknown[],
  context: RuleContext,
  pathOf: (index: number) => string,
): readonly Draft[] {
  const faults = new Faults();
  const drafts: ReadDraft[] = [];
  for (let index = 0; index < values.length && !faults.areFull; index += 1) {
    drafts.push(readAndJudge(values[index], context, faults, pathOf(index)));
  }
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return drafts.map((draft, index) => completeDraft(draft, values[index]));
}

/**
 * Judges the form of drafts alone: shapes, formats and texts. It needs nothing from the ledger, so a gateway
 * can refuse a malformed draft before it asks for the seller, the policy or the lane.
 * @throws {ValidationError} every fault of form, in order
 */
export function requireDraftForm(values: readonly unknown[], pathOf: (index: number) => string): void {
  const faults = new Faults();
  for (let index = 0; index < values.length && !faults.areFull; index += 1) {
    readDraft(values[index], faults, pathOf(index));
  }
  if (faults.list.length > 0) throw new ValidationError(faults.list);
}

/**
 * The built-in rule set that an invoice was judged by, or undefined when the bureau has published
 * another one: its hash says which it is, whatever it calls itself.
 */
export function builtInRuleSet({ ruleSet }: Pick<InvoiceJson, 'ruleSet'>): RuleSetJson | undefined {
  return BUILT_IN.get(ruleSet.hash);
}

const BUILT_IN: ReadonlyMap<string, RuleSetJson> = new Map(
  [RULE_SET_2026].map((ruleSet) => [ruleSetHash(ruleSet), ruleSet]),
);

/** For an invoice of a rule set that is not at hand: whatever a bureau may set is as wide as can be. */
const AS_WIDE_AS_CAN_BE: RuleSetJson = {
  ...RULE_SET_2026,
  linesMax: Number.MAX_SAFE_INTEGER,
  tolerances: {
    lineAmount: formatYuan(FEN_MAX),
    lineTax: formatYuan(FEN_MAX),
    invoiceTax: formatYuan(FEN_MAX),
  },
};

/**
 * The arithmetic of an issued invoice, recomputed by whoever doubts it: sums, line amounts and taxes
 * (T13, T16 to T20, T33, T34), with the tolerances of the rule set that it names. Of a rule set that is not built
 * in, only what no rule set can change is checked. Rates in force and limits are left out: the endorsers
 * judged those at issue.
 */
export function checkInvoiceArithmetic(invoice: InvoiceJson): readonly Fault[] {
  const { type, seller, buyer, holder, lines, totals } = invoice;
  const faults = new Faults();
  const context: RuleContext = {
    ruleSet: builtInRuleSet(invoice) ?? AS_WIDE_AS_CAN_BE,
    date: invoice.date,
    profile: invoice.profile,
    seller: { kind: 'GENERAL', singleLimit: FEN_MAX, rateGrants: [] },
  };
  const draft = { type, seller: seller.code, buyer, holder, lines, totals };
  readAndJudge(draft, context, faults, '', JUDGED_AT_ISSUE);
  return faults.list;
}

const JUDGED_AT_ISSUE: readonly ErrorCode[] = ['RATE_NOT_ALLOWED', 'SPECIAL_NOT_ALLOWED'];

/** A field that could not be read has its fault; no rule adds to it that the field is missing. */
function readAndJudge(
  value: unknown,
  context: RuleContext,
  faults: Faults,
  path: string,
  leftOut: readonly ErrorCode[] = [],
): ReadDraft {
  const before = faults.list.length;
  const draft = readDraft(value, faults, path);
  if (faults.areFull) return draft;
  const unread = new Set(faults.list.slice(before).map((fault) => fault.path));
  applyRules(draft, context, (code, at, message) => {
    if (!unread.has(path + at) && !leftOut.includes(code)) faults.report(code, path + at, message);
  });
  return draft;
}
