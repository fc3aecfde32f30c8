"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.CLOCK_SKEW_SECONDS_MAX = void 0;
exports.setEndorserClock = setEndorserClock;
exports.requireTimely = requireTimely;
const index_js_1 = require("../core/index.js");
/** How far a transaction's time may be from the endorser's clock (T05). */
exports.CLOCK_SKEW_SECONDS_MAX = 300;
let nowMs = Date.now;
/** For hosts that keep a clock of their own, such as the embedded ledger. */
function setEndorserClock(clock) {
    nowMs = clock;
}
/**
 * The client chooses the transaction time and Fabric 2.5 does not check it, so each endorser refuses
 * one that is far from its own clock. This is the only clock in the contract, and it may only refuse:
 * what the contract writes depends on the transaction time alone, so endorsers cannot differ.
 *
 * @throws {DomainError} TIMESTAMP_SKEW
 */
function requireTimely(transactionSeconds) {
    const skew = Math.abs(transactionSeconds - Math.floor(nowMs() / 1000));
    if (skew <= exports.CLOCK_SKEW_SECONDS_MAX)
        return;
    throw new index_js_1.DomainError('TIMESTAMP_SKEW', `the transaction time is ${skew} s from the endorser’s clock`);
}
//# sourceMappingURL=endorser-clock.js.map