"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.cutSegment = cutSegment;
exports.putIntoStock = putIntoStock;
exports.takeFromStock = takeFromStock;
const errors_js_1 = require("../errors.js");
const number_js_1 = require("../invoice/number.js");
/**
 * Cuts the next segment under a prefix; segments of one prefix can therefore never overlap (T04).
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
function cutSegment(at, profile, count) {
    const last = at.next + count - 1;
    if (BigInt(last) > (0, number_js_1.prefixCapacity)(at.prefix)) {
        throw new errors_js_1.DomainError('NUMBERS_EXHAUSTED', `prefix ${at.prefix} cannot carry ${count} more numbers`);
    }
    return { at: { ...at, next: last + 1 }, segment: { profile, prefix: at.prefix, next: at.next, last } };
}
/** Puts numbers (back) into a seller's stock, joined to the segments they border on, on either side. */
function putIntoStock(stock, segment) {
    if (segment.next > segment.last)
        return stock;
    const before = stock.find(({ prefix, last }) => prefix === segment.prefix && last === segment.next - 1);
    const after = stock.find(({ prefix, next }) => prefix === segment.prefix && next === segment.last + 1);
    const joined = { ...segment, next: (before ?? segment).next, last: (after ?? segment).last };
    return [...stock.filter((other) => other !== before && other !== after), joined];
}
/**
 * Takes `count` consecutive numbers of a profile and year out of a stock.
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
function takeFromStock(stock, want) {
    const fits = ({ profile, prefix, next, last }) => profile === want.profile && (0, number_js_1.yearOfPrefix)(prefix, profile) === want.year && last - next + 1 >= want.count;
    const index = stock.findIndex(fits);
    const found = stock[index];
    if (found === undefined) {
        throw new errors_js_1.DomainError('NUMBERS_EXHAUSTED', `no ${want.count} consecutive ${want.profile} numbers of ${want.year} are left`);
    }
    const segment = { ...found, last: found.next + want.count - 1 };
    const rest = { ...found, next: segment.last + 1 };
    return { segment, stock: rest.next > rest.last ? stock.toSpliced(index, 1) : stock.with(index, rest) };
}
//# sourceMappingURL=numbers.js.map