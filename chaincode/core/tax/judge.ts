import { type ErrorCode, type Fault, InvariantError, ValidationError } from '../errors.js';
import type { Draft, ReadDraft } from '../invoice/draft.js';
import type { InvoiceJson } from '../invoice/invoice.js';
import { completeDraft, readDraft } from '../invoice/parse-draft.js';
import { Faults, type JsonObject } from '../json/document-reader.js';
import { FEN_MAX, formatYuan } from '../money/money.js';
import { mirrored } from '../red-letter/mirror.js';
import { ruleSetHash } from '../taxpayer/policy.js';
import type { RuleContext } from './rule.js';
import type { RuleSetJson } from './rule-set.js';
import { applyRules } from './rules.js';
import { RULE_SET_2026 } from './tables/2026-01-01.js';
import { RULE_SET_2026_12 } from './tables/2026-12-01.js';

/**
 * Returns an unknown value as a draft, if it keeps every rule of form and of tax. The contract decides with this function.
 * Gateway and CLI use the same one to refuse early.
 *
 * @param value a `DraftJson` as sent
 * @param path JSON pointer to the draft in its document, for the faults
 * @throws {ValidationError} every broken rule with its pointer, at most FAULTS_MAX: form first, then T02 to T34 in the order of
 *   docs/tax-rules.md
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { completeAmounts, judgeDraft, parseYuan, RULE_SET_2026, ValidationError } from '@fapiao-ledger/core';
 *
 * const seller = { kind: 'GENERAL', singleLimit: parseYuan('100000.00'), rateGrants: [] } as const;
 * const context = { ruleSet: RULE_SET_2026, date: '2026-03-01', profile: 'DIGITAL', seller } as const;
 * const draft = completeAmounts({
 *   type: 'ORDINARY',
 *   seller: '91440300708461136T',
 *   buyer: { type: 'PERSON' },
 *   lines: [{ taxClass: '1010101010000000000', item: '*谷物*大米', gross: '113.00', rate: '0.13' }],
 * });
 * assert.equal(judgeDraft(draft, context).net, 10_000n);
 *
 * const wrong = { ...draft, totals: { ...draft.totals, gross: '112.00' } };
 * assert.throws(() => judgeDraft(wrong, context), ({ faults }: ValidationError) => {
 *   assert.deepEqual(faults.map(({ code, path }) => [code, path]), [['TOTALS_MISMATCH', '/totals/gross']]);
 *   return true;
 * });
 * ```
 */
export function judgeDraft(value: unknown, context: RuleContext, path = ''): Draft {
  const [draft] = judgeDrafts(draftsOfValues([value]), context, () => path);
  if (draft === undefined) throw new InvariantError('a draft that was judged is missing');
  return draft;
}

/** Drafts that are read one by one while they are judged. */
export interface ReadableDrafts {
  readonly count: number;
  /** Reads a draft as `readDraft` does. */
  readonly read: (index: number, faults: Faults, path: string) => ReadDraft;
}

/** Returns unknown values as drafts to be read. */
export function draftsOfValues(values: readonly unknown[]): ReadableDrafts {
  return {
    count: values.length,
    read: (index, faults, path) => readDraft(values[index], faults, path),
  };
}

/**
 * Returns drafts, if all of them keep every rule: they are issued together or not at all.
 *
 * @param pathOf returns the JSON pointer to a draft in its document, for the faults
 * @throws {ValidationError} every broken rule of every draft in order, as `judgeDraft`
 */
export function judgeDrafts(
  drafts: ReadableDrafts,
  context: RuleContext,
  pathOf: (index: number) => string,
): readonly Draft[] {
  const faults = new Faults();
  const read: ReadDraft[] = [];
  for (let index = 0; index < drafts.count && !faults.areFull; index += 1) {
    const path = pathOf(index);
    const before = faults.list.length;
    const draft = drafts.read(index, faults, path);
    judge(draft, context, { faults, before, path });
    read.push(draft);
  }
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return read.map(completeDraft);
}

/**
 * Judges the form of drafts alone: shapes, formats and texts. It needs no facts of the ledger, so a gateway refuses a
 * malformed draft before it reads the seller, the policy or the lane.
 *
 * @param pathOf as for `judgeDrafts`
 * @throws {ValidationError} every fault of form, in order, at most FAULTS_MAX
 */
export function requireDraftForm(values: readonly unknown[], pathOf: (index: number) => string): void {
  const faults = new Faults();
  for (let index = 0; index < values.length && !faults.areFull; index += 1) {
    readDraft(values[index], faults, pathOf(index));
  }
  if (faults.list.length > 0) throw new ValidationError(faults.list);
}

/**
 * Returns the rule set of this release that an invoice was judged by, or undefined when the bureau published another one. The
 * hash decides, because a bureau may give any version to its rule set.
 */
export function builtInRuleSet({ ruleSet }: Pick<InvoiceJson, 'ruleSet'>): RuleSetJson | undefined {
  return BUILT_IN.get(ruleSet.hash);
}

const BUILT_IN: ReadonlyMap<string, RuleSetJson> = new Map(
  [RULE_SET_2026, RULE_SET_2026_12].map((ruleSet) => [ruleSetHash(ruleSet), ruleSet]),
);

/** Bounds for an invoice whose rule set is not part of this release: each is as wide as a bureau can set it. */
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
 * Returns the faults in the arithmetic of an issued invoice, none when it is right: sums, line amounts and taxes (T13, T16 to T20,
 * T33, T34), with the tolerances of the rule set that the invoice names. For a rule set that is not part of this release, only
 * the rules that no rule set can change are checked. Of a red-letter invoice the sums are checked. Rates in force and limits are left out, because the endorsers judged them at issue.
 */
export function checkInvoiceArithmetic(invoice: InvoiceJson): readonly Fault[] {
  const { type, seller, buyer, holder, lines, totals, red } = invoice;
  const faults = new Faults();
  const context: RuleContext = {
    ruleSet: builtInRuleSet(invoice) ?? AS_WIDE_AS_CAN_BE,
    date: invoice.date,
    profile: invoice.profile,
    seller: { kind: 'GENERAL', singleLimit: FEN_MAX, rateGrants: [] },
  };
  const draft = { type, seller: seller.code, buyer, holder, lines, totals };
  const positive = red === undefined ? draft : mirrored(draft as unknown as JsonObject);
  const leftOut = red === undefined ? JUDGED_AT_ISSUE : [...JUDGED_AT_ISSUE, ...JUDGED_BY_FORM];
  judge(readDraft(positive, faults), context, { faults, before: 0, path: '' }, leftOut);
  return faults.list;
}

const JUDGED_AT_ISSUE: readonly ErrorCode[] = [
  'RATE_NOT_ALLOWED',
  'TAX_CLASS_EXCLUDED',
  'SPECIAL_NOT_ALLOWED',
];

/**
 * Rules that judge parts of an invoice by the invoice: the last part takes the exact rest, and a discount can be reversed alone. The form of a
 * red-letter invoice was judged by the rests of its lines instead (T23).
 */
const JUDGED_BY_FORM: readonly ErrorCode[] = [
  'LINE_AMOUNT_MISMATCH',
  'LINE_TAX_MISMATCH',
  'TAX_DRIFT_EXCEEDED',
  'DISCOUNT_LINE',
  'NET_TOO_SMALL',
  'TAX_BEYOND_NET',
];

/** Judges a draft. A field that could not be read has a fault already, so no rule reports it as missing. */
function judge(
  draft: ReadDraft,
  context: RuleContext,
  { faults, before, path }: { readonly faults: Faults; readonly before: number; readonly path: string },
  leftOut: readonly ErrorCode[] = [],
): void {
  if (faults.areFull) return;
  const unread = new Set(faults.list.slice(before).map((fault) => fault.path));
  applyRules(draft, context, (code, at, message) => {
    if (!unread.has(path + at) && !leftOut.includes(code)) faults.report(code, path + at, message);
  });
}
