import {
  type CheckPageSetting,
  type ClosedPeriods,
  closePeriod,
  type PublishedSummary,
  publishRuleSet,
  type RuleSetJson,
  shanghaiDate,
  stateKey,
  versionPublished,
  withCheckPage,
} from '#core';
import type { Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';

/** Publishes a version of the tax rules. @throws {DomainError} as `perform`, then RULE_SET_CONFLICT */
export async function publish(
  transaction: Transaction,
  act: SignedAct<RuleSetJson>,
): Promise<PublishedSummary> {
  return await perform(transaction, 'publish-rules', act, async ({ policy: before }) => {
    const { body: ruleSet } = act;
    const key = stateKey('RULESET', ruleSet.version);
    if ((await transaction.state.get(key)) !== undefined) {
      throw versionPublished(ruleSet.version);
    }
    const policy = publishRuleSet(before, ruleSet, shanghaiDate(transaction.at));
    await transaction.state.put(stateKey('POLICY'), policy);
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
): Promise<ClosedPeriods> {
  return await perform(transaction, 'close-period', act, async ({ policy: before }) => {
    const { month } = act.body;
    await transaction.state.put(stateKey('POLICY'), closePeriod(before, month, shanghaiDate(transaction.at)));
    transaction.emit('PeriodClosed', { month });
    return { closedThrough: month };
  });
}

/** Sets the address of the public check page, or removes it. @throws {DomainError} as `perform` */
export async function setCheckPage(
  transaction: Transaction,
  act: SignedAct<CheckPageSetting>,
): Promise<CheckPageSetting> {
  return await perform(transaction, 'set-check-page', act, async ({ policy: before }) => {
    const { body: setting } = act;
    await transaction.state.put(stateKey('POLICY'), withCheckPage(before, setting.checkPage));
    transaction.emit('CheckPageSet', setting);
    return setting;
  });
}
