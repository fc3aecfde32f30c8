import { domainDigest } from '../commitment/digest.js';
import { DomainError } from '../errors.js';
import { canonicalJson } from '../json/canonical.js';
import type { LedgerName } from '../statement/executor.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { monthOf, yearsAfter } from '../time.js';

/** Most years until the first day of a rule set, because a wrong first day blocks every later version. */
const YEARS_AHEAD_MAX = 2;

/** Most versions in the policy: those that still judge, and those that are announced. */
const RULE_SETS_MAX = 12;

/**
 * The bureau's decisions that every issue reads, under one state key. The rule sets are those in force or announced, by first day,
 * oldest first.
 */
export interface PolicyJson {
  /** The ledger and the contract that statements must name: set by the founding transaction. */
  readonly ledger: LedgerName;
  readonly ruleSets: readonly PublishedRuleSet[];
  /** Month through which no invoice can be issued any more, "2026-02"; absent when none is closed. */
  readonly closedThrough?: string;
  /** Address of the public page that checks invoices, which receipts link to; absent when the bureau names none. */
  readonly checkPage?: string;
}

/**
 * Form of the address of the check page: https, a host, maybe a port and a path, at most 80 characters so that a code of the link can be
 * read off paper. Facts follow it after `#`, so it has neither query nor fragment.
 */
export const CHECK_PAGE_PATTERN =
  /^(?=.{1,80}$)https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~/-]*)?$/;

/** Whether text can be the address of the check page. */
export function isCheckPage(text: string): boolean {
  return CHECK_PAGE_PATTERN.test(text);
}

/** Returns the policy with another address of the check page, or with none. */
export function withCheckPage({ checkPage: _former, ...policy }: PolicyJson, checkPage?: string): PolicyJson {
  return checkPage === undefined ? policy : { ...policy, checkPage };
}

/** A rule set with its hash, as `ruleSetHash` makes it. */
export interface PublishedRuleSet {
  readonly hash: string;
  readonly ruleSet: RuleSetJson;
}

/** Requires that the tax period of a day of issue is open (T05). Claims know no period. @throws {DomainError} PERIOD_CLOSED */
export function requireOpenPeriod({ closedThrough }: PolicyJson, date: string): void {
  if (closedThrough === undefined || monthOf(date) > closedThrough) return;
  throw periodsClosed(closedThrough);
}

/**
 * Returns the rule set in force on a date (T05).
 *
 * @param date day in Shanghai, such as "2026-03-01"
 * @throws {DomainError} RULE_SET_NOT_FOUND
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { publishRuleSet, RULE_SET_2026, ruleSetOn } from '@fapiao-ledger/core';
 *
 * const founded = { ledger: { id: '1e'.repeat(32), contract: 'fapiao' }, ruleSets: [] };
 * const policy = publishRuleSet(founded, RULE_SET_2026, '2026-01-01');
 * assert.equal(ruleSetOn(policy, '2026-03-01').ruleSet.version, '2026.1');
 * assert.throws(() => ruleSetOn(policy, '2025-12-31'), { code: 'RULE_SET_NOT_FOUND' });
 * ```
 */
export function ruleSetOn(policy: Pick<PolicyJson, 'ruleSets'>, date: string): PublishedRuleSet {
  const published = policy.ruleSets.findLast(({ ruleSet }) => ruleSet.validFrom <= date);
  if (published === undefined)
    throw new DomainError('RULE_SET_NOT_FOUND', `no rule set is in force on ${date}`);
  return published;
}

/** Most days to the end of a statement before the first rule set is in force. */
const STATEMENT_DAYS_UNTIL_THEN = 7;
const SECONDS_PER_DAY = 86_400;

/** Returns how far ahead of its transaction a statement may end on a day, in seconds. */
export function statementLifetimeOn(policy: PolicyJson, date: string): number {
  const published = policy.ruleSets.findLast(({ ruleSet }) => ruleSet.validFrom <= date);
  return (published?.ruleSet.statementDays ?? STATEMENT_DAYS_UNTIL_THEN) * SECONDS_PER_DAY;
}

/** Returns the hash that names a rule set: a `domainDigest` of its canonical JSON, 64 hex digits. */
export function ruleSetHash(ruleSet: RuleSetJson): string {
  return domainDigest('rule-set', canonicalJson(ruleSet));
}

/**
 * Returns the policy with one more rule set (T05). A rule set may not change the past: it begins today at the earliest, unless it is
 * the first, after the last one, and two years from today at the latest. Rule sets that no longer judge are removed, so
 * that the policy does not grow forever. The contract stores each version under its own state key.
 *
 * @param today day in Shanghai
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
      `the rule set begins on ${ruleSet.validFrom}; it must begin on ${today} or later, and after ${latest.validFrom}`,
    );
  }
  const last = yearsAfter(today, YEARS_AHEAD_MAX);
  if (ruleSet.validFrom > last) {
    throw new DomainError(
      'RULE_SET_CONFLICT',
      `the rule set begins on ${ruleSet.validFrom}; it must begin on ${last} at the latest`,
    );
  }
  const current = stillJudging(policy.ruleSets, today);
  if (current.length >= RULE_SETS_MAX) {
    throw new DomainError(
      'RULE_SET_CONFLICT',
      `${RULE_SETS_MAX} versions are in force or wait for their first day; publish again when one has begun`,
    );
  }
  return { ...policy, ruleSets: [...current, { hash: ruleSetHash(ruleSet), ruleSet }] };
}

/** Returns the refusal of a rule set whose version was published before: a version never changes (T05). */
export function versionPublished(version: string): DomainError {
  return new DomainError(
    'RULE_SET_CONFLICT',
    `version ${version} is published already; give the rule set a new version`,
  );
}

/**
 * Returns the rule sets in force yesterday or later. Around midnight a transaction may still be of the day before, because its
 * time and an endorser's clock may differ by minutes.
 */
function stillJudging(ruleSets: readonly PublishedRuleSet[], today: string): readonly PublishedRuleSet[] {
  const yesterdays = ruleSets.findLastIndex(({ ruleSet }) => ruleSet.validFrom < today);
  return ruleSets.slice(Math.max(yesterdays, 0));
}

/**
 * Returns the policy with all tax periods through `month` closed forever (T05).
 *
 * @param month such as "2026-02"
 * @param today day in Shanghai
 * @throws {DomainError} PERIOD_NOT_OVER, PERIOD_CLOSED
 */
export function closePeriod(policy: PolicyJson, month: string, today: string): PolicyJson {
  requirePeriodOver(month, today);
  if (policy.closedThrough !== undefined && month <= policy.closedThrough) {
    throw periodsClosed(policy.closedThrough);
  }
  return { ...policy, closedThrough: month };
}

/** Requires that a tax period is over. @param today day in Shanghai @throws {DomainError} PERIOD_NOT_OVER */
export function requirePeriodOver(month: string, today: string): void {
  if (month < monthOf(today)) return;
  throw new DomainError('PERIOD_NOT_OVER', `on ${today} the tax period ${month} is not over`);
}

function periodsClosed(closedThrough: string): DomainError {
  return new DomainError('PERIOD_CLOSED', `the tax periods through ${closedThrough} are closed`);
}
