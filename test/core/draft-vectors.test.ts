import {
  DRAFT_RULES,
  type DraftJson,
  ERROR_CODES,
  type ErrorCode,
  judgeDraft,
  LINE_RULES,
  parseYuan,
  RULE_SET_2026,
  type RuleContext,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { type ContextVector, spoil, vectors } from '../support/draft-vectors.ts';
import { faultsOf } from '../support/faults.ts';
import { withValue } from '../support/pointer.ts';

/** Codes that need more lines than a vector should have, see `tax-boundaries.test.ts`, or another rule set, see `levy.test.ts`. */
const ELSEWHERE: readonly ErrorCode[] = ['LINE_COUNT', 'TAX_DRIFT_EXCEEDED', 'TAX_CLASS_EXCLUDED'];

describe('a draft spoiled in one place', () => {
  test.each(vectors.cases)('$desc', (spoiled) => {
    const base = spoiled.base ?? 'ordinary';
    const context = contextOf({
      ...(vectors.contexts[vectors.contextOf[base] as string] as ContextVector),
      ...spoiled.context,
    });
    expect(faultsOf(() => judgeDraft(spoil(vectors.bases[base], spoiled), context))).toEqual(spoiled.want);
  });
});

test('every code of the rules about drafts is the only fault of some vector', () => {
  const alone = vectors.cases
    .filter(({ want }) => want.length === 1)
    .map(({ want }) => codeOf(want[0] ?? ''));
  const rules = [...[...DRAFT_RULES, ...LINE_RULES].map(({ id }) => id), 'T14', 'T15'];
  const ofDrafts = (Object.keys(ERROR_CODES) as ErrorCode[]).filter(
    (code) => ERROR_CODES[code].kind === 'validation' && rules.includes(ERROR_CODES[code].rule),
  );
  expect(ofDrafts.filter((code) => !alone.includes(code) && !ELSEWHERE.includes(code))).toEqual([]);
});

test('far more vectors are refused than accepted', () => {
  const refused = vectors.cases.filter(({ want }) => want.length > 0).length;
  expect(refused).toBeGreaterThan(8 * (vectors.cases.length - refused));
});

test('judging leaves the draft unchanged, and returns its type, seller, net and gross', () => {
  const draft = structuredClone(vectors.bases.ordinary);
  const judged = judgeDraft(draft, contextOf(vectors.contexts.general as ContextVector));
  expect(draft).toEqual(vectors.bases.ordinary);
  const { type, seller, totals } = draft as DraftJson;
  expect(judged).toEqual({ type, seller, net: parseYuan(totals.net), gross: parseYuan(totals.gross) });
});

test('a pointer begins with the draft’s place in its document', () => {
  const context = contextOf(vectors.contexts.general as ContextVector);
  const draft = withValue(vectors.bases.ordinary, '/seller', '?');
  expect(faultsOf(() => judgeDraft(draft, context, '/invoices/7'))).toEqual([
    'CREDIT_CODE_INVALID /invoices/7/seller',
  ]);
});

function contextOf({ date, profile, kind, singleLimit, rateGrants }: ContextVector): RuleContext {
  return {
    ruleSet: RULE_SET_2026,
    date,
    profile,
    seller: { kind, singleLimit: parseYuan(singleLimit), rateGrants },
  };
}

function codeOf(fault: string): string {
  return fault.split(' ')[0] ?? '';
}
