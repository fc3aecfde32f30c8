import { type PublishedRuleSet, type RuleSetJson, ruleSetOn } from '@fapiao-ledger/core';
import type { Session } from '../session.js';

/** The tax rules that the gateway shows, by first day, oldest first. */
export interface PublishedRules {
  readonly ruleSets: readonly PublishedRuleSet[];
  readonly closedThrough?: string;
}

/** Reads the tax rules that judge, and those that are announced. */
export async function publishedRules(session: Session): Promise<PublishedRules> {
  return await (await session.client()).read<PublishedRules>('/rule-sets');
}

/** Returns the rule set with the latest first day. @throws {DomainError} RULE_SET_NOT_FOUND when none is published */
export function newestRules(rules: PublishedRules): RuleSetJson {
  return ruleSetOn(rules, '9999-12-31').ruleSet;
}
