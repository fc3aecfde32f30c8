"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readDecimal = readDecimal;
exports.multiplyDecimals = multiplyDecimals;
exports.powerOfTen = powerOfTen;
const DECIMAL = /^-?(0|[1-9][0-9]*)(\.[0-9]{1,13})?$/;
const LENGTH_MAX = 17;
/** At most 17 characters with point and sign, at most 13 decimals (T15); undefined when it is not that. */
function readDecimal(text) {
    if (text.length > LENGTH_MAX || !DECIMAL.test(text))
        return undefined;
    const point = text.indexOf('.');
    if (point < 0)
        return { digits: BigInt(text), scale: 0 };
    const scale = text.length - point - 1;
    return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale };
}
function multiplyDecimals(a, b) {
    return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}
const POWERS = Array.from({ length: 32 }, (_, exponent) => 10n ** BigInt(exponent));
/** 10 to the power `exponent`, 0 to 31. */
function powerOfTen(exponent) {
    return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
//# sourceMappingURL=decimal.js.map