import { FEN_MAX, fen, RULE_SET_2026, type RuleContext, type RuleSetJson } from '@fapiao-ledger/core';

/** A general taxpayer on an ordinary day under the rule set of 2026, without a limit on one invoice. */
export function ruleContext(
  changes: Partial<Omit<RuleContext, 'seller'>> & { seller?: Partial<RuleContext['seller']> } = {},
): RuleContext {
  const seller = { kind: 'GENERAL', singleLimit: fen(FEN_MAX), rateGrants: [], ...changes.seller } as const;
  return { ruleSet: RULE_SET_2026, date: '2026-03-01', profile: 'DIGITAL', ...changes, seller };
}

/** The rule set of 2026 with some values changed, under another version. */
export function ruleSet(changes: Partial<RuleSetJson> = {}): RuleSetJson {
  return { ...RULE_SET_2026, version: '2026.2', ...changes };
}
