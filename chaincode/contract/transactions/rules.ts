import { closePeriod, publishRuleSet, type RuleSetJson, shanghaiDate, versionPublished } from '#core';
import { keys } from '../keys.js';
import type { Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';

export interface PublishedSummary {
  readonly version: string;
  readonly validFrom: string;
  readonly hash: string;
}

/** Publishes a version of the tax rules. @throws {DomainError} as `perform`, then RULE_SET_CONFLICT */
export async function publish(
  transaction: Transaction,
  act: SignedAct<RuleSetJson>,
): Promise<PublishedSummary> {
  return await perform(transaction, 'publish-rules', act, async ({ policy: before }) => {
    const { body: ruleSet } = act;
    const key = keys.ruleSet(ruleSet.version);
    if ((await transaction.state.get(key)) !== undefined) {
      throw versionPublished(ruleSet.version);
    }
    const policy = publishRuleSet(before, ruleSet, shanghaiDate(transaction.at));
    await transaction.state.put(keys.policy(), policy);
    await transaction.state.put(key, ruleSet);
    const hash = policy.ruleSets.at(-1)?.hash ?? '';
    const summary = { version: ruleSet.version, validFrom: ruleSet.validFrom, hash };
    transaction.emit('RuleSetPublished', summary);
    return summary;
  });
}

/** Closes a tax period for issuing. @throws {DomainError} as `perform`, then PERIOD_NOT_OVER, PERIOD_CLOSED */
export async function close(
  transaction: Transaction,
  act: SignedAct<{ readonly month: string }>,
): Promise<{ readonly closedThrough: string }> {
  return await perform(transaction, 'close-period', act, async ({ policy: before }) => {
    const { month } = act.body;
    await transaction.state.put(keys.policy(), closePeriod(before, month, shanghaiDate(transaction.at)));
    transaction.emit('PeriodClosed', { month });
    return { closedThrough: month };
  });
}
