import type { RuleSetJson } from '../tax/rule-set.js';
/**
 * The bureau's decisions that every issue reads, under one key: rule sets by first day of validity,
 * oldest first, and the last tax period that is closed.
 */
export interface PolicyJson {
    readonly ruleSets: readonly PublishedRuleSet[];
    /** Month through which no invoice can be issued any more, "2026-02"; absent when none is closed. */
    readonly closedThrough?: string;
}
export interface PublishedRuleSet {
    readonly hash: string;
    readonly ruleSet: RuleSetJson;
}
/**
 * The rule set in force on a day, with its hash.
 * @throws {DomainError} PERIOD_CLOSED, then RULE_SET_NOT_FOUND
 */
export declare function ruleSetOn(policy: PolicyJson, date: string): PublishedRuleSet;
export declare function ruleSetHash(ruleSet: RuleSetJson): string;
/**
 * Adds a version. Days before `today` were judged by what was in force then, so a version may start
 * today at the earliest, unless none was ever published.
 * @throws {DomainError} RULE_SET_CONFLICT
 */
export declare function publishRuleSet(policy: PolicyJson, ruleSet: RuleSetJson, today: string): PolicyJson;
/** Closes all periods through `month`. @throws {DomainError} PERIOD_CLOSED when it is closed already */
export declare function closePeriod(policy: PolicyJson, month: string): PolicyJson;
