"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.divideHalfAwayFromZero = divideHalfAwayFromZero;
const errors_js_1 = require("../errors.js");
/**
 * Integer division that rounds to the nearest, a half away from zero: what China's invoice software
 * does, symmetric for red-letter invoices. The only division of money in the project.
 *
 * @throws {InvariantError} when the denominator is not positive
 */
function divideHalfAwayFromZero(numerator, denominator) {
    if (denominator <= 0n)
        throw new errors_js_1.InvariantError('the denominator of a rounded division must be positive');
    const magnitude = numerator < 0n ? -numerator : numerator;
    const rounded = (2n * magnitude + denominator) / (2n * denominator);
    return numerator < 0n ? -rounded : rounded;
}
//# sourceMappingURL=rounding.js.map