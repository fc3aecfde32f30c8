"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.LINE_RULES = exports.DRAFT_RULES = void 0;
exports.applyRules = applyRules;
const text_js_1 = require("../json/text.js");
const money_js_1 = require("../money/money.js");
const rate_js_1 = require("../money/rate.js");
const credit_code_js_1 = require("../taxpayer/credit-code.js");
const calculate_js_1 = require("./calculate.js");
const rule_set_js_1 = require("./rule-set.js");
/** Every rule that a draft must keep, in the order in which they report. `docs/tax-rules.md` explains each. */
exports.DRAFT_RULES = [
    { id: 'T02', check: codesPassTheirCheck },
    { id: 'T03', check: enterpriseBuyerHasCode },
    { id: 'T06', check: grossIsWithinLimit },
    { id: 'T10', check: specialNeedsTaxpayerBuyer },
    { id: 'T11', check: chainProfileIsOrdinary },
    { id: 'T13', check: lineCountIsLegal },
    { id: 'T18', check: driftsAddUpWithinTolerance },
    { id: 'T19', check: totalsAreExactSums },
];
exports.LINE_RULES = [
    { id: 'T09', check: rateIsAllowed },
    { id: 'T12', check: zeroRateIsExplained },
    { id: 'T16', check: amountFitsQuantityAndPrice },
    { id: 'T17', check: taxFitsRate },
    { id: 'T20', check: discountFollowsItsLine },
];
/** Judges a draft by every rule of form and arithmetic; what the ledger's state adds is judged at issue. */
function applyRules(draft, context, report) {
    for (const rule of exports.DRAFT_RULES)
        rule.check(draft, context, report);
    const lines = draft.lines ?? [];
    lines.forEach((line, index) => {
        const at = { path: `/lines/${index}`, draft, previous: lines[index - 1], next: lines[index + 1] };
        for (const rule of exports.LINE_RULES)
            rule.check(line, at, context, report);
    });
}
function codesPassTheirCheck(draft, _context, report) {
    if (draft.seller !== undefined && !(0, credit_code_js_1.isCreditCode)(draft.seller)) {
        report('CREDIT_CODE_INVALID', '/seller', `"${(0, text_js_1.excerpt)(draft.seller)}" fails the check of GB 32100`);
    }
    const code = draft.buyer?.type === 'PERSON' ? undefined : draft.buyer?.code;
    if (code !== undefined && !(0, credit_code_js_1.isCreditCode)(code)) {
        report('CREDIT_CODE_INVALID', '/buyer/code', `"${(0, text_js_1.excerpt)(code)}" fails the check of GB 32100`);
    }
}
function enterpriseBuyerHasCode(draft, _context, report) {
    if (draft.buyer?.type === 'ENTERPRISE' && draft.buyer.code === undefined) {
        report('BUYER_CODE_REQUIRED', '/buyer/code', 'an enterprise buyer must give its code');
    }
}
function grossIsWithinLimit(draft, { seller }, report) {
    const gross = draft.totals.gross;
    if (gross === undefined || (gross >= 1n && gross <= seller.singleLimit))
        return;
    report('SINGLE_LIMIT_EXCEEDED', '/totals/gross', `gross must be from 0.01 to ${(0, money_js_1.formatYuan)(seller.singleLimit)}`);
}
function specialNeedsTaxpayerBuyer(draft, _context, report) {
    if (draft.type === 'SPECIAL' && draft.buyer?.type === 'PERSON') {
        report('SPECIAL_NOT_ALLOWED', '/type', 'a person cannot receive a special invoice');
    }
}
function chainProfileIsOrdinary(draft, { profile }, report) {
    if (draft.type === 'SPECIAL' && profile === 'SHENZHEN_2018') {
        report('ORDINARY_ONLY', '/type', 'numbers of the 2018 profile carry ordinary invoices only');
    }
}
function lineCountIsLegal(draft, { ruleSet }, report) {
    const count = draft.lines?.length;
    if (count === undefined || (count >= 1 && count <= ruleSet.linesMax))
        return;
    report('LINE_COUNT', '/lines', `an invoice has 1 to ${ruleSet.linesMax} lines, not ${count}`);
}
function driftsAddUpWithinTolerance(draft, { ruleSet }, report) {
    let drift = 0n;
    for (const { net, rate, tax } of draft.lines ?? []) {
        if (net === undefined || rate === undefined || tax === undefined)
            return;
        drift += (0, calculate_js_1.taxDrift)(net, rate, tax);
    }
    const bound = (0, money_js_1.parseYuan)(ruleSet.tolerances.invoiceTax) * rate_js_1.BASIS_POINTS_PER_UNIT;
    if (drift <= bound && -drift <= bound)
        return;
    report('TAX_DRIFT_EXCEEDED', '/lines', `taxes drift more than ${ruleSet.tolerances.invoiceTax} from net times rate`);
}
function totalsAreExactSums(draft, _context, report) {
    const { net, tax, gross } = draft.totals;
    for (const [field, total] of [
        ['net', net],
        ['tax', tax],
    ]) {
        const sum = sumOf(draft.lines, field);
        if (sum === undefined || total === undefined || sum === total)
            continue;
        report('TOTALS_MISMATCH', `/totals/${field}`, `the lines add up to ${(0, money_js_1.formatYuan)(sum)}, not ${(0, money_js_1.formatYuan)(total)}`);
    }
    if (net === undefined || tax === undefined || gross === undefined || net + tax === gross)
        return;
    report('TOTALS_MISMATCH', '/totals/gross', `net and tax add up to ${(0, money_js_1.formatYuan)((net + tax))}`);
}
function sumOf(lines, field) {
    if (lines === undefined)
        return undefined;
    let sum = 0n;
    for (const line of lines) {
        const amount = line[field];
        if (amount === undefined)
            return undefined;
        sum += amount;
    }
    return sum;
}
function rateIsAllowed(line, at, context, report) {
    if (line.rate === undefined || line.rateText === undefined)
        return;
    if (line.rate === 0 && line.zeroRate === undefined)
        return;
    const row = (0, rule_set_js_1.findRateRow)(context.ruleSet, line.rateText, line.rate === 0 ? line.zeroRate : undefined);
    const percent = (0, rate_js_1.formatPercent)(line.rate);
    if (row === undefined || !(0, rule_set_js_1.isRateAllowed)(row, { date: context.date, ...context.seller })) {
        report('RATE_NOT_ALLOWED', `${at.path}/rate`, `${percent} is not open to this seller on ${context.date}`);
        return;
    }
    if (at.draft.type === 'SPECIAL' && !row.types.includes('SPECIAL')) {
        report('SPECIAL_NOT_ALLOWED', `${at.path}/rate`, `a special invoice cannot have a line of ${row.code}`);
    }
}
function zeroRateIsExplained(line, at, _context, report) {
    if (line.rate === undefined)
        return;
    if (line.rate !== 0 && line.zeroRate !== undefined) {
        report('ZERO_RATE_FLAG', `${at.path}/zeroRate`, 'only a line of rate 0 has a zero-rate flag');
    }
    if (line.rate === 0 && line.zeroRate === undefined) {
        report('ZERO_RATE_FLAG', `${at.path}/zeroRate`, 'a line of rate 0 must be EXEMPT, NOT_TAXED or ZERO_RATED');
    }
    if (line.rate === 0 && line.tax !== undefined && line.tax !== 0n) {
        report('ZERO_RATE_FLAG', `${at.path}/tax`, 'a line of rate 0 bears no tax');
    }
}
function amountFitsQuantityAndPrice(line, at, { ruleSet }, report) {
    const { quantity, unitPrice, net } = line;
    if (quantity === undefined && unitPrice === undefined)
        return;
    if (quantity === undefined || unitPrice === undefined) {
        const missing = quantity === undefined ? 'quantity' : 'unitPrice';
        report('LINE_AMOUNT_MISMATCH', `${at.path}/${missing}`, 'quantity and unit price stand together or not at all');
        return;
    }
    if (net === undefined || (0, calculate_js_1.isAmountWithin)(quantity, unitPrice, net, (0, money_js_1.parseYuan)(ruleSet.tolerances.lineAmount)))
        return;
    const tolerance = ruleSet.tolerances.lineAmount;
    report('LINE_AMOUNT_MISMATCH', `${at.path}/net`, `quantity times unit price differs by more than ${tolerance}`);
}
function taxFitsRate(line, at, { ruleSet }, report) {
    const { net, rate, tax } = line;
    if (net === undefined || rate === undefined || tax === undefined)
        return;
    const drift = (0, calculate_js_1.taxDrift)(net, rate, tax);
    const bound = (0, money_js_1.readYuan)(ruleSet.tolerances.lineTax) * rate_js_1.BASIS_POINTS_PER_UNIT;
    if (drift <= bound && -drift <= bound)
        return;
    const tolerance = ruleSet.tolerances.lineTax;
    report('LINE_TAX_MISMATCH', `${at.path}/tax`, `net times ${(0, rate_js_1.formatPercent)(rate)} differs by more than ${tolerance}`);
}
function discountFollowsItsLine(line, at, _context, report) {
    if (line.kind === 'DISCOUNT') {
        discountFits(line, at, report);
    }
    else if (line.kind !== undefined && line.net !== undefined && line.net <= 0n) {
        report('DISCOUNT_LINE', `${at.path}/net`, 'only a discount line is negative');
    }
    if (line.kind === 'DISCOUNTED' && !isOfKind(at.next, 'DISCOUNT')) {
        report('DISCOUNT_LINE', `${at.path}/kind`, 'a discounted line is followed by its discount line');
    }
}
function discountFits(line, { path, previous }, report) {
    if (!isOfKind(previous, 'DISCOUNTED')) {
        report('DISCOUNT_LINE', `${path}/kind`, 'a discount line follows its discounted line');
        return;
    }
    for (const field of ['taxClass', 'rate', 'zeroRate']) {
        if (!differ(line[field], previous?.[field]))
            continue;
        report('DISCOUNT_LINE', `${path}/${field}`, `the discount line has the ${field} of its discounted line`);
    }
    if (line.quantity !== undefined)
        report('DISCOUNT_LINE', `${path}/quantity`, 'a discount line has no quantity');
    if (!isDiscountOn(previous?.net, line.net))
        report('DISCOUNT_LINE', `${path}/net`, 'a discount is negative and not larger than its line');
}
function isDiscountOn(net, discount) {
    return net === undefined || discount === undefined || (discount < 0n && -discount <= net);
}
/** Whether a neighbour is of this kind; one whose kind could not be read gets the benefit of the doubt. */
function isOfKind(line, kind) {
    return line !== undefined && (line.kind === undefined || line.kind === kind);
}
/** What is missing on either side is another rule's fault. */
function differ(a, b) {
    return a !== undefined && b !== undefined && a !== b;
}
//# sourceMappingURL=rules.js.map