"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.setCredit = setCredit;
exports.grantSegment = grantSegment;
exports.allotLane = allotLane;
exports.readCredit = readCredit;
exports.readLane = readLane;
exports.laneOf = laneOf;
exports.readCreditGrant = readCreditGrant;
exports.readSegmentGrant = readSegmentGrant;
exports.readAllotment = readAllotment;
const index_js_1 = require("../../core/index.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
const arguments_js_1 = require("./arguments.js");
const registry_js_1 = require("./registry.js");
const NUMBERS_MAX = 10_000_000;
/** Sets a seller's credit for a month (T07). @throws {DomainError} ROLE_REQUIRED, TAXPAYER_NOT_FOUND, CREDIT_BELOW_ALLOTTED */
async function setCredit(transaction, grant) {
    (0, transaction_js_1.requireOfficer)(transaction);
    await (0, registry_js_1.taxpayerOf)(transaction, grant.seller);
    const key = keys_js_1.keys.credit(grant.seller, grant.month);
    const none = { seller: grant.seller, month: grant.month, granted: '0.00', allotted: '0.00' };
    const credit = (0, index_js_1.grantCredit)((await transaction.state.get(key)) ?? none, grant.net);
    await transaction.state.put(key, credit);
    transaction.emit('CreditGranted', credit);
    return credit;
}
/** Grants the next numbers under a prefix (T04). @throws {DomainError} ROLE_REQUIRED, TAXPAYER_NOT_FOUND, NUMBERS_EXHAUSTED */
async function grantSegment(transaction, grant) {
    (0, transaction_js_1.requireOfficer)(transaction);
    await (0, registry_js_1.taxpayerOf)(transaction, grant.seller);
    const prefixKey = keys_js_1.keys.prefix(grant.prefix);
    const stockKey = keys_js_1.keys.stock(grant.seller);
    const at = (await transaction.state.get(prefixKey)) ?? { prefix: grant.prefix, next: 1 };
    const cut = (0, index_js_1.cutSegment)(at, grant.profile, grant.count);
    await transaction.state.put(prefixKey, cut.at);
    await transaction.state.put(stockKey, (0, index_js_1.putIntoStock)(await stockOf(transaction, grant.seller), cut.segment));
    transaction.emit('SegmentGranted', { seller: grant.seller, ...cut.segment });
    return cut.segment;
}
/**
 * Moves credit of a month, and numbers, from a seller's stock to one of its lanes. A lane of an
 * earlier month starts afresh: credit does not outlive its month.
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, CREDIT_NOT_FOUND,
 *   CREDIT_EXCEEDED, NUMBERS_EXHAUSTED
 */
async function allotLane(transaction, want) {
    (0, transaction_js_1.requireRelayOf)(transaction, await (0, registry_js_1.taxpayerOf)(transaction, want.seller));
    const laneKey = keys_js_1.keys.lane(want.seller, want.lane);
    const creditKey = keys_js_1.keys.credit(want.seller, want.month);
    const credit = await transaction.state.get(creditKey);
    if (credit === undefined)
        throw new index_js_1.DomainError('CREDIT_NOT_FOUND', `no credit is granted for ${want.month}`);
    const before = await transaction.state.get(laneKey);
    const segment = await allotNumbers(transaction, want, before?.segment);
    await transaction.state.put(creditKey, (0, index_js_1.allotCredit)(credit, want.net));
    const lane = laneAfter(before, want, segment);
    await transaction.state.put(laneKey, lane);
    transaction.emit('LaneAllotted', lane);
    return lane;
}
/** @throws {DomainError} NOT_A_PARTY, then CREDIT_NOT_FOUND */
async function readCredit(transaction, asked) {
    (0, transaction_js_1.requireReader)(transaction, [asked.seller]);
    const credit = await transaction.state.get(keys_js_1.keys.credit(asked.seller, asked.month));
    if (credit === undefined)
        throw new index_js_1.DomainError('CREDIT_NOT_FOUND', `no credit is granted for ${asked.month}`);
    return { ...credit, stock: await stockOf(transaction, asked.seller) };
}
/** @throws {DomainError} NOT_A_PARTY, then LANE_NOT_FOUND */
async function readLane(transaction, asked) {
    (0, transaction_js_1.requireReader)(transaction, [asked.seller]);
    return await laneOf(transaction, asked.seller, asked.lane);
}
/** @throws {DomainError} LANE_NOT_FOUND */
async function laneOf(transaction, seller, lane) {
    const found = await transaction.state.get(keys_js_1.keys.lane(seller, lane));
    if (found !== undefined)
        return found;
    throw new index_js_1.DomainError('LANE_NOT_FOUND', `${seller} has no lane ${lane}`);
}
function readCreditGrant(reader) {
    return { seller: (0, arguments_js_1.creditCode)(reader, 'seller'), month: (0, arguments_js_1.month)(reader), net: (0, arguments_js_1.amount)(reader, 'net') };
}
function readSegmentGrant(reader) {
    const seller = (0, arguments_js_1.creditCode)(reader, 'seller');
    const profile = readProfile(reader);
    const fits = (text) => ((0, index_js_1.isNumberPrefix)(text, profile) ? text : undefined);
    const prefix = (0, arguments_js_1.checked)(reader.value('prefix', fits, 'NUMBER_FORMAT', `a number prefix of the profile ${profile}`));
    return { seller, profile, prefix, count: (0, arguments_js_1.count)(reader, 'count', 1, NUMBERS_MAX) };
}
function readAllotment(reader) {
    return {
        seller: (0, arguments_js_1.creditCode)(reader, 'seller'),
        lane: (0, arguments_js_1.laneName)(reader),
        month: (0, arguments_js_1.month)(reader),
        profile: readProfile(reader),
        net: (0, arguments_js_1.amount)(reader, 'net'),
        numbers: (0, arguments_js_1.count)(reader, 'numbers', 0, NUMBERS_MAX),
    };
}
function readProfile(reader) {
    return (0, arguments_js_1.checked)(reader.oneOf('profile', ['DIGITAL', 'SHENZHEN_2018']));
}
async function stockOf(transaction, seller) {
    return (await transaction.state.get(keys_js_1.keys.stock(seller))) ?? [];
}
async function allotNumbers(transaction, want, held) {
    if (want.numbers === 0) {
        if (held !== undefined)
            return held;
        throw new index_js_1.DomainError('NUMBERS_EXHAUSTED', `lane ${want.lane} is new and needs numbers`);
    }
    const stock = await stockOf(transaction, want.seller);
    const whole = held === undefined ? stock : (0, index_js_1.putIntoStock)(stock, held);
    const year = want.month.slice(0, 4);
    const taken = (0, index_js_1.takeFromStock)(whole, { profile: want.profile, year, count: want.numbers });
    await transaction.state.put(keys_js_1.keys.stock(want.seller), taken.stock);
    return taken.segment;
}
function laneAfter(before, want, segment) {
    const { seller, lane } = want;
    if (before?.month !== want.month) {
        return { seller, lane, month: want.month, cap: (0, index_js_1.formatYuan)(want.net), used: '0.00', segment };
    }
    return { ...before, cap: (0, index_js_1.formatYuan)(((0, index_js_1.parseYuan)(before.cap) + want.net)), segment };
}
//# sourceMappingURL=allowances.js.map