"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ZERO_FEN = exports.FEN_MAX = void 0;
exports.isFen = isFen;
exports.fen = fen;
exports.addFen = addFen;
exports.subtractFen = subtractFen;
exports.sumFen = sumFen;
exports.readYuan = readYuan;
exports.parseYuan = parseYuan;
exports.formatYuan = formatYuan;
const errors_js_1 = require("../errors.js");
const text_js_1 = require("../json/text.js");
/** Largest magnitude of any amount: 15 digits of yuan with 2 decimals. */
exports.FEN_MAX = 10n ** 17n - 1n;
const YUAN = /^(-?)(0|[1-9][0-9]{0,14})\.([0-9]{2})$/;
function isFen(amount) {
    return amount <= exports.FEN_MAX && amount >= -exports.FEN_MAX;
}
/** @throws {InvariantError} when the amount is out of range; inputs are bounded before they get here */
function fen(amount) {
    if (isFen(amount))
        return amount;
    throw new errors_js_1.InvariantError(`amount out of range: ${amount} fen`);
}
exports.ZERO_FEN = fen(0n);
function addFen(a, b) {
    return fen(a + b);
}
function subtractFen(a, b) {
    return fen(a - b);
}
function sumFen(amounts) {
    let sum = 0n;
    for (const amount of amounts)
        sum += amount;
    return fen(sum);
}
/** Yuan in text with exactly two decimals ("-12.30") to fen, or undefined when it is not that. */
function readYuan(text) {
    const parts = YUAN.exec(text);
    if (parts === null)
        return undefined;
    const magnitude = BigInt(`${parts[2]}${parts[3]}`);
    if (parts[1] === '')
        return magnitude;
    return magnitude === 0n ? undefined : -magnitude;
}
/** @throws {ValidationError} MONEY_FORMAT at `path` */
function parseYuan(text, path = '') {
    const amount = readYuan(text);
    if (amount !== undefined)
        return amount;
    throw new errors_js_1.ValidationError([
        {
            code: 'MONEY_FORMAT',
            path,
            message: `"${(0, text_js_1.excerpt)(text)}" is not yuan with two decimals, such as "1234.50"`,
        },
    ]);
}
function formatYuan(amount) {
    const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
    return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
//# sourceMappingURL=money.js.map