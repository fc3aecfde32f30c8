"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.BASIS_POINTS_PER_UNIT = void 0;
exports.readRate = readRate;
exports.formatPercent = formatPercent;
/** How many basis points are one: the divisor of every tax. */
exports.BASIS_POINTS_PER_UNIT = 10000n;
const RATE = /^0(\.[0-9]{0,2}[1-9])?$/;
/** A fraction below one with at most three decimals and no trailing zero ("0.13", "0.015", "0"). */
function readRate(text) {
    if (!RATE.test(text))
        return undefined;
    return Number(text.slice(2).padEnd(4, '0'));
}
/** "0.13" as people read it: "13%", "1.5%". */
function formatPercent(rate) {
    const whole = Math.trunc(rate / 100);
    const rest = rate % 100;
    return rest === 0 ? `${whole}%` : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}%`;
}
//# sourceMappingURL=rate.js.map