import { type PublishedRuleSet, type RuleSetJson, ruleSetOn } from '@fapiao-ledger/core';

/** Returns the rules in force on a date; undefined where none are, because all begin later. */
export function rulesOn(ruleSets: readonly PublishedRuleSet[], date: string): RuleSetJson | undefined {
  const areInForce = ruleSets.some(({ ruleSet }) => ruleSet.validFrom <= date);
  return areInForce ? ruleSetOn({ ruleSets }, date).ruleSet : undefined;
}
