"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isLaneName = isLaneName;
exports.takeFromLane = takeFromLane;
exports.allotCredit = allotCredit;
exports.grantCredit = grantCredit;
const errors_js_1 = require("../errors.js");
const number_js_1 = require("../invoice/number.js");
const money_js_1 = require("../money/money.js");
const LANE = /^[A-Za-z0-9-]{1,20}$/;
function isLaneName(text) {
    return LANE.test(text);
}
/**
 * Takes `count` numbers and `net` of credit, in fen, out of a lane. Many drafts can ask for more than
 * any amount may be; a lane has less.
 *
 * @returns the lane afterwards, and the first number taken
 * @throws {DomainError} LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 */
function takeFromLane(lane, want) {
    const { segment } = lane;
    if (lane.month !== want.date.slice(0, 7)) {
        throw new errors_js_1.DomainError('LANE_MONTH', `lane ${lane.lane} carries credit of ${lane.month}, not of ${want.date}`);
    }
    if ((0, number_js_1.yearOfPrefix)(segment.prefix, segment.profile) !== want.date.slice(0, 4)) {
        throw new errors_js_1.DomainError('NUMBER_YEAR', `numbers under ${segment.prefix} are not of ${want.date.slice(0, 4)}`);
    }
    if (segment.next + want.count - 1 > segment.last) {
        throw new errors_js_1.DomainError('NUMBERS_EXHAUSTED', `lane ${lane.lane} has ${segment.last - segment.next + 1} numbers left`);
    }
    const left = (0, money_js_1.subtractFen)((0, money_js_1.parseYuan)(lane.cap), (0, money_js_1.parseYuan)(lane.used));
    if (want.net > left) {
        throw new errors_js_1.DomainError('CREDIT_EXCEEDED', `${(0, money_js_1.formatYuan)(want.net)} is more than the ${(0, money_js_1.formatYuan)(left)} left in lane ${lane.lane}`);
    }
    const used = (0, money_js_1.fen)((0, money_js_1.parseYuan)(lane.used) + want.net);
    return {
        first: (0, number_js_1.numberAt)(segment.prefix, BigInt(segment.next)),
        lane: { ...lane, used: (0, money_js_1.formatYuan)(used), segment: { ...segment, next: segment.next + want.count } },
    };
}
/**
 * Moves credit of a month from the seller's grant to a lane.
 * @throws {DomainError} CREDIT_EXCEEDED when less is left than asked for
 */
function allotCredit(credit, amount) {
    const left = (0, money_js_1.subtractFen)((0, money_js_1.parseYuan)(credit.granted), (0, money_js_1.parseYuan)(credit.allotted));
    if (amount > left) {
        throw new errors_js_1.DomainError('CREDIT_EXCEEDED', `only ${(0, money_js_1.formatYuan)(left)} of the credit for ${credit.month} is not allotted yet`);
    }
    return { ...credit, allotted: (0, money_js_1.formatYuan)((0, money_js_1.addFen)((0, money_js_1.parseYuan)(credit.allotted), amount)) };
}
/** Sets the credit of a month. @throws {DomainError} CREDIT_BELOW_ALLOTTED */
function grantCredit(credit, granted) {
    if (granted < (0, money_js_1.parseYuan)(credit.allotted)) {
        throw new errors_js_1.DomainError('CREDIT_BELOW_ALLOTTED', `lanes carry ${credit.allotted} already`);
    }
    return { ...credit, granted: (0, money_js_1.formatYuan)(granted) };
}
//# sourceMappingURL=lane.js.map