"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.findRateRow = findRateRow;
exports.isRateAllowed = isRateAllowed;
/** The row a line falls under, by rate and zero-rate flag; validity is judged separately. */
function findRateRow(ruleSet, rate, zeroRate) {
    return ruleSet.rates.find((row) => row.rate === rate && row.zeroRate === zeroRate);
}
/** Whether the row may be used on `date` (of issue) by a seller of this kind with these grants (T09). */
function isRateAllowed(row, use) {
    if (row.from !== undefined && use.date < row.from)
        return false;
    if (row.to !== undefined && use.date > row.to)
        return false;
    return row.kinds.includes(use.kind) && (row.byGrant !== true || use.rateGrants.includes(row.code));
}
//# sourceMappingURL=rule-set.js.map