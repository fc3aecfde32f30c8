"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.completeAmounts = completeAmounts;
exports.totalsOf = totalsOf;
const decimal_js_1 = require("../money/decimal.js");
const money_js_1 = require("../money/money.js");
const rate_js_1 = require("../money/rate.js");
const calculate_js_1 = require("../tax/calculate.js");
/**
 * Fills in what follows: net from quantity and unit price or from gross, tax from net and rate, and
 * the totals, each rounded once per line, half away from zero. What is given stays as it is, and what
 * cannot be computed stays missing: the result is a draft only when the rules find it to be one.
 */
function completeAmounts(input) {
    const lines = input.lines.map(completeLine);
    const totals = input.totals ?? totalsOf(lines);
    return { ...input, lines, ...(totals === undefined ? {} : { totals }) };
}
/** Totals as the exact sums of the lines; undefined while a line lacks an amount, or beyond any amount. */
function totalsOf(lines) {
    let [net, tax] = [0n, 0n];
    for (const line of lines) {
        const [lineNet, lineTax] = [readOptional(line.net, money_js_1.readYuan), readOptional(line.tax, money_js_1.readYuan)];
        if (lineNet === undefined || lineTax === undefined)
            return undefined;
        net += lineNet;
        tax += lineTax;
    }
    const gross = net + tax;
    if (!(0, money_js_1.isFen)(net) || !(0, money_js_1.isFen)(tax) || !(0, money_js_1.isFen)(gross))
        return undefined;
    return { net: (0, money_js_1.formatYuan)(net), tax: (0, money_js_1.formatYuan)(tax), gross: (0, money_js_1.formatYuan)(gross) };
}
function completeLine({ gross, ...line }) {
    const kind = line.kind ?? 'NORMAL';
    const rate = (0, rate_js_1.readRate)(line.rate);
    if (rate === undefined)
        return { kind, ...line };
    const amounts = gross !== undefined && line.net === undefined
        ? amountsInGross(gross, line.tax, rate)
        : amountsOnNet(line.net ?? netOf(line), rate);
    return { kind, ...amounts, ...line };
}
function amountsInGross(grossText, taxText, rate) {
    const gross = (0, money_js_1.readYuan)(grossText);
    if (gross === undefined)
        return {};
    const tax = taxText === undefined ? (0, calculate_js_1.taxInGross)(gross, rate) : (0, money_js_1.readYuan)(taxText);
    const net = gross - (tax ?? 0n);
    return tax === undefined || !(0, money_js_1.isFen)(net) ? {} : { net: (0, money_js_1.formatYuan)(net), tax: (0, money_js_1.formatYuan)(tax) };
}
function amountsOnNet(netText, rate) {
    const net = readOptional(netText, money_js_1.readYuan);
    if (netText === undefined || net === undefined)
        return {};
    return { net: netText, tax: (0, money_js_1.formatYuan)((0, calculate_js_1.taxOnNet)(net, rate)) };
}
function netOf(line) {
    const quantity = readOptional(line.quantity, decimal_js_1.readDecimal);
    const unitPrice = readOptional(line.unitPrice, decimal_js_1.readDecimal);
    if (quantity === undefined || unitPrice === undefined)
        return undefined;
    const net = (0, calculate_js_1.roundedProduct)(quantity, unitPrice);
    return (0, money_js_1.isFen)(net) ? (0, money_js_1.formatYuan)(net) : undefined;
}
function readOptional(text, read) {
    return text === undefined ? undefined : read(text);
}
//# sourceMappingURL=complete.js.map