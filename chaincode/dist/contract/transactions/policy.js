"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.policyOf = policyOf;
exports.publish = publish;
exports.close = close;
const index_js_1 = require("../../core/index.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
async function policyOf(transaction) {
    return (await transaction.state.get(keys_js_1.keys.policy())) ?? { ruleSets: [] };
}
/** Publishes a version of the tax rules. @throws {DomainError} ROLE_REQUIRED, then RULE_SET_CONFLICT */
async function publish(transaction, ruleSet) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const policy = (0, index_js_1.publishRuleSet)(await policyOf(transaction), ruleSet, (0, index_js_1.shanghaiDate)(transaction.at));
    await transaction.state.put(keys_js_1.keys.policy(), policy);
    const published = policy.ruleSets.at(-1);
    const summary = { version: ruleSet.version, validFrom: ruleSet.validFrom, hash: published?.hash ?? '' };
    transaction.emit('RuleSetPublished', summary);
    return summary;
}
/** Closes a tax period for issuing. @throws {DomainError} ROLE_REQUIRED, then PERIOD_CLOSED */
async function close(transaction, through) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const policy = (0, index_js_1.closePeriod)(await policyOf(transaction), through);
    await transaction.state.put(keys_js_1.keys.policy(), policy);
    transaction.emit('PeriodClosed', { month: through });
    return { closedThrough: through };
}
//# sourceMappingURL=policy.js.map