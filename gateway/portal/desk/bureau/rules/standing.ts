import type { PublishedRuleSet } from '@fapiao-ledger/core';
import { beijingToday } from '../../../shared/moment.ts';

type Standing = 'coming' | 'inForce' | 'past';

/** Returns whether a rule set is in force today. @param published newest first */
export function standingOf({ ruleSet }: PublishedRuleSet, published: readonly PublishedRuleSet[]): Standing {
  const today = beijingToday();
  if (ruleSet.validFrom > today) return 'coming';
  const present = published.find((each) => each.ruleSet.validFrom <= today);
  return present?.ruleSet.version === ruleSet.version ? 'inForce' : 'past';
}

export const TONES: Readonly<Record<Standing, string>> = { coming: 'wait', inForce: 'good', past: '' };
