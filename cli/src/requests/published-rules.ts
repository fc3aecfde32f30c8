import { DomainError, type PublishedRuleSet, type RuleSetJson } from '@fapiao-ledger/core';
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
export function newestRules({ ruleSets }: PublishedRules): RuleSetJson {
  const newest = ruleSets.at(-1);
  if (newest === undefined)
    throw new DomainError('RULE_SET_NOT_FOUND', 'the bureau has published no rule set');
  return newest.ruleSet;
}
