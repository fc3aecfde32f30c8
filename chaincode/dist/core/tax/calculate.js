"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.taxOnNet = taxOnNet;
exports.taxInGross = taxInGross;
exports.amountOf = amountOf;
exports.roundedProduct = roundedProduct;
exports.taxDrift = taxDrift;
exports.isAmountWithin = isAmountWithin;
const decimal_js_1 = require("../money/decimal.js");
const money_js_1 = require("../money/money.js");
const rate_js_1 = require("../money/rate.js");
const rounding_js_1 = require("../money/rounding.js");
/** Tax on a net amount, rounded once per line, half away from zero (T17). */
function taxOnNet(net, rate) {
    return (0, money_js_1.fen)((0, rounding_js_1.divideHalfAwayFromZero)(net * BigInt(rate), rate_js_1.BASIS_POINTS_PER_UNIT));
}
/** Tax contained in a gross amount: gross / (1 + rate) x rate, rounded half away from zero. */
function taxInGross(gross, rate) {
    const points = BigInt(rate);
    return (0, money_js_1.fen)((0, rounding_js_1.divideHalfAwayFromZero)(gross * points, rate_js_1.BASIS_POINTS_PER_UNIT + points));
}
/**
 * Quantity times unit price in fen, rounded half away from zero.
 * @throws {InvariantError} when no amount is that large
 */
function amountOf(quantity, unitPrice) {
    return (0, money_js_1.fen)(roundedProduct(quantity, unitPrice));
}
/** The same without a bound: two decimals of 17 characters can ask for 34 digits. */
function roundedProduct(quantity, unitPrice) {
    const product = (0, decimal_js_1.multiplyDecimals)(quantity, unitPrice);
    return (0, rounding_js_1.divideHalfAwayFromZero)(product.digits * 100n, (0, decimal_js_1.powerOfTen)(product.scale));
}
/** How far `tax` is from exact net x rate, in fen times BASIS_POINTS_PER_UNIT; signed. */
function taxDrift(net, rate, tax) {
    return net * BigInt(rate) - tax * rate_js_1.BASIS_POINTS_PER_UNIT;
}
/** Whether |quantity x price - net| is within the tolerance, exactly (T16). */
function isAmountWithin(quantity, unitPrice, net, tolerance) {
    const product = (0, decimal_js_1.multiplyDecimals)(quantity, unitPrice);
    const scale = (0, decimal_js_1.powerOfTen)(product.scale);
    const difference = product.digits * 100n - net * scale;
    const bound = tolerance * scale;
    return difference <= bound && -difference <= bound;
}
//# sourceMappingURL=calculate.js.map