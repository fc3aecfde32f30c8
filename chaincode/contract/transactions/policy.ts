import {
  closePeriod,
  DomainError,
  type PolicyJson,
  publishRuleSet,
  type RuleSetJson,
  shanghaiDate,
} from '../../core/index.js';
import { keys } from '../keys.js';
import { requireOfficer, type Transaction } from '../transaction.js';

export async function policyOf(transaction: Transaction): Promise<PolicyJson> {
  return (await transaction.state.get<PolicyJson>(keys.policy())) ?? { ruleSets: [] };
}

/** Publishes a version of the tax rules. @throws {DomainError} ROLE_REQUIRED, then RULE_SET_CONFLICT */
export async function publish(transaction: Transaction, ruleSet: RuleSetJson): Promise<unknown> {
  requireOfficer(transaction);
  const key = keys.ruleSet(ruleSet.version);
  if ((await transaction.state.get(key)) !== undefined) {
    throw new DomainError('RULE_SET_CONFLICT', `version ${ruleSet.version} is published already`);
  }
  const policy = publishRuleSet(await policyOf(transaction), ruleSet, shanghaiDate(transaction.at));
  await transaction.state.put(keys.policy(), policy);
  await transaction.state.put(key, ruleSet);
  const published = policy.ruleSets.at(-1);
  const summary = { version: ruleSet.version, validFrom: ruleSet.validFrom, hash: published?.hash ?? '' };
  transaction.emit('RuleSetPublished', summary);
  return summary;
}

/** Closes a tax period for issuing. @throws {DomainError} ROLE_REQUIRED, PERIOD_NOT_OVER, PERIOD_CLOSED */
export async function close(transaction: Transaction, through: string): Promise<unknown> {
  requireOfficer(transaction);
  const policy = closePeriod(await policyOf(transaction), through, shanghaiDate(transaction.at));
  await transaction.state.put(keys.policy(), policy);
  transaction.emit('PeriodClosed', { month: through });
  return { closedThrough: through };
}
