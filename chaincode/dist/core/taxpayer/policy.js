"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ruleSetOn = ruleSetOn;
exports.ruleSetHash = ruleSetHash;
exports.publishRuleSet = publishRuleSet;
exports.closePeriod = closePeriod;
const digest_js_1 = require("../commitment/digest.js");
const errors_js_1 = require("../errors.js");
const canonical_js_1 = require("../json/canonical.js");
/**
 * The rule set in force on a day, with its hash.
 * @throws {DomainError} PERIOD_CLOSED, then RULE_SET_NOT_FOUND
 */
function ruleSetOn(policy, date) {
    if (policy.closedThrough !== undefined && date.slice(0, 7) <= policy.closedThrough) {
        throw new errors_js_1.DomainError('PERIOD_CLOSED', `the tax period ${date.slice(0, 7)} is closed`);
    }
    const published = policy.ruleSets.findLast(({ ruleSet }) => ruleSet.validFrom <= date);
    if (published === undefined)
        throw new errors_js_1.DomainError('RULE_SET_NOT_FOUND', `no rule set is in force on ${date}`);
    return published;
}
function ruleSetHash(ruleSet) {
    return (0, digest_js_1.domainDigest)('rule-set', (0, canonical_js_1.canonicalJson)(ruleSet));
}
/**
 * Adds a version. Days before `today` were judged by what was in force then, so a version may start
 * today at the earliest, unless none was ever published.
 * @throws {DomainError} RULE_SET_CONFLICT
 */
function publishRuleSet(policy, ruleSet, today) {
    if (policy.ruleSets.some((published) => published.ruleSet.version === ruleSet.version)) {
        throw new errors_js_1.DomainError('RULE_SET_CONFLICT', `version ${ruleSet.version} is published already`);
    }
    const latest = policy.ruleSets.at(-1)?.ruleSet;
    if (latest !== undefined && (ruleSet.validFrom < today || ruleSet.validFrom <= latest.validFrom)) {
        throw new errors_js_1.DomainError('RULE_SET_CONFLICT', `a new version starts from ${today} and after ${latest.validFrom}`);
    }
    return { ...policy, ruleSets: [...policy.ruleSets, { hash: ruleSetHash(ruleSet), ruleSet }] };
}
/** Closes all periods through `month`. @throws {DomainError} PERIOD_CLOSED when it is closed already */
function closePeriod(policy, month) {
    if (policy.closedThrough !== undefined && month <= policy.closedThrough) {
        throw new errors_js_1.DomainError('PERIOD_CLOSED', `periods through ${policy.closedThrough} are closed already`);
    }
    return { ...policy, closedThrough: month };
}
//# sourceMappingURL=policy.js.map