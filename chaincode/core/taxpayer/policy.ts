import { domainDigest } from '../commitment/digest.js';
import { DomainError } from '../errors.js';
import { canonicalJson } from '../json/canonical.js';
import type { LedgerName } from '../statement/executor.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { monthOf, yearsAfter } from '../time.js';

/** How far ahead a rule set may be published: a wrong first day stands in the way of every later version. */
const YEARS_AHEAD_MAX = 2;

/** Most versions that the policy holds: those that still judge, and those that wait for their first day. */
const RULE_SETS_MAX = 12;

/**
 * The bureau's decisions that every issue reads, under one key: the rule sets that still judge or are announced, by first
 * day of validity, oldest first, and the last tax period that is closed.
 */
export interface PolicyJson {
  /** The ledger and the contract that statements must name: set by the founding transaction. */
  readonly ledger: LedgerName;
  readonly ruleSets: readonly PublishedRuleSet[];
  /** Month through which no invoice can be issued any more, "2026-02"; absent when none is closed. */
  readonly closedThrough?: string;
}

export interface PublishedRuleSet {
  readonly hash: string;
  readonly ruleSet: RuleSetJson;
}

/** Only an open period takes invoices; claims know no period. @throws {DomainError} PERIOD_CLOSED */
export function requireOpenPeriod({ closedThrough }: PolicyJson, date: string): void {
  if (closedThrough === undefined || monthOf(date) > closedThrough) return;
  throw periodsClosed(closedThrough);
}

/** The rule set in force on a day, with its hash. @throws {DomainError} RULE_SET_NOT_FOUND */
export function ruleSetOn(policy: PolicyJson, date: string): PublishedRuleSet {
  const published = policy.ruleSets.findLast(({ ruleSet }) => ruleSet.validFrom <= date);
  if (published === undefined)
    throw new DomainError('RULE_SET_NOT_FOUND', `no rule set is in force on ${date}`);
  return published;
}

/** How far ahead a statement may end before the first rule set is in force. */
const STATEMENT_DAYS_UNTIL_THEN = 7;
const SECONDS_PER_DAY = 86_400;

/** How far ahead a statement may end on a day, in seconds. */
export function statementLifetimeOn(policy: PolicyJson, date: string): number {
  const published = policy.ruleSets.findLast(({ ruleSet }) => ruleSet.validFrom <= date);
  return (published?.ruleSet.statementDays ?? STATEMENT_DAYS_UNTIL_THEN) * SECONDS_PER_DAY;
}

export function ruleSetHash(ruleSet: RuleSetJson): string {
  return domainDigest('rule-set', canonicalJson(ruleSet));
}

/**
 * Adds a version. Days before `today` were judged by what was in force then, so a version may start
 * today at the earliest, unless none was ever published, and YEARS_AHEAD_MAX years from today at the latest.
 * Versions that judge no more leave the policy, which would otherwise grow for ever; the contract keeps each
 * under a key of its own.
 * @throws {DomainError} RULE_SET_CONFLICT
 */
export function publishRuleSet(policy: PolicyJson, ruleSet: RuleSetJson, today: string): PolicyJson {
  if (policy.ruleSets.some((published) => published.ruleSet.version === ruleSet.version)) {
    throw versionPublished(ruleSet.version);
  }
  const latest = policy.ruleSets.at(-1)?.ruleSet;
  if (latest !== undefined && (ruleSet.validFrom < today || ruleSet.validFrom <= latest.validFrom)) {
    throw new DomainError(
      'RULE_SET_CONFLICT',
      `a new version starts from ${today} and after ${latest.validFrom}`,
    );
  }
  const last = yearsAfter(today, YEARS_AHEAD_MAX);
  if (ruleSet.validFrom > last) {
    throw new DomainError('RULE_SET_CONFLICT', `a version published today starts on ${last} at the latest`);
  }
  const kept = stillJudging(policy.ruleSets, today);
  if (kept.length >= RULE_SETS_MAX) {
    throw new DomainError(
      'RULE_SET_CONFLICT',
      `${RULE_SETS_MAX} versions are in force or wait for their first day; publish again when one has begun`,
    );
  }
  return { ...policy, ruleSets: [...kept, { hash: ruleSetHash(ruleSet), ruleSet }] };
}

/** Returns the refusal of a rule set whose version was published before: a version has one content for ever (T05). */
export function versionPublished(version: string): DomainError {
  return new DomainError(
    'RULE_SET_CONFLICT',
    `version ${version} is published already; give the rule set a new version`,
  );
}

/**
 * The rule sets in force yesterday or later: around midnight a transaction may still be of the day before,
 * because its time and an endorser's clock may differ by minutes.
 */
function stillJudging(ruleSets: readonly PublishedRuleSet[], today: string): readonly PublishedRuleSet[] {
  const yesterdays = ruleSets.findLastIndex(({ ruleSet }) => ruleSet.validFrom < today);
  return ruleSets.slice(Math.max(yesterdays, 0));
}

/**
 * Closes all periods through `month`, for ever.
 * @throws {DomainError} PERIOD_NOT_OVER, then PERIOD_CLOSED when it is closed already
 */
export function closePeriod(policy: PolicyJson, month: string, today: string): PolicyJson {
  if (month >= monthOf(today)) {
    throw new DomainError('PERIOD_NOT_OVER', `on ${today} the tax period ${month} is not over`);
  }
  if (policy.closedThrough !== undefined && month <= policy.closedThrough) {
    throw periodsClosed(policy.closedThrough);
  }
  return { ...policy, closedThrough: month };
}

function periodsClosed(closedThrough: string): DomainError {
  return new DomainError('PERIOD_CLOSED', `the tax periods through ${closedThrough} are closed`);
}
