"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.judgeDraft = judgeDraft;
exports.judgeDrafts = judgeDrafts;
exports.checkInvoiceArithmetic = checkInvoiceArithmetic;
const errors_js_1 = require("../errors.js");
const parse_draft_js_1 = require("../invoice/parse-draft.js");
const document_reader_js_1 = require("../json/document-reader.js");
const money_js_1 = require("../money/money.js");
const rules_js_1 = require("./rules.js");
const _2026_01_01_js_1 = require("./tables/2026-01-01.js");
/**
 * Reads and judges a draft in one go: the same judgement for the contract, which decides, and for
 * gateway and CLI, which refuse early.
 *
 * @throws {ValidationError} every broken rule with its pointer, form first, then T02 to T20
 */
function judgeDraft(value, context, path = '') {
    const [draft] = judgeDrafts([value], context, () => path);
    return draft;
}
/**
 * Judges drafts that stand or fall together; `pathOf` says where each one is in its document.
 * @throws {ValidationError} every broken rule of every draft, as `judgeDraft`
 */
function judgeDrafts(values, context, pathOf) {
    const faults = new document_reader_js_1.Faults();
    const drafts = values.map((value, index) => readAndJudge(value, context, faults, pathOf(index)));
    if (faults.list.length > 0)
        throw new errors_js_1.ValidationError(faults.list);
    return drafts.map((draft, index) => (0, parse_draft_js_1.completeDraft)(draft, values[index]));
}
/**
 * The arithmetic of an issued invoice, recomputed by whoever doubts it: sums, line amounts and taxes
 * (T13, T16 to T20). Rates in force and limits are left out: the endorsers judged those at issue.
 */
function checkInvoiceArithmetic(invoice) {
    const { type, seller, buyer, holder, lines, totals } = invoice;
    const faults = new document_reader_js_1.Faults();
    const context = {
        ruleSet: _2026_01_01_js_1.RULE_SET_2026,
        date: invoice.date,
        profile: invoice.profile,
        seller: { kind: 'GENERAL', singleLimit: money_js_1.FEN_MAX, rateGrants: [] },
    };
    readAndJudge({ type, seller: seller.code, buyer, holder, lines, totals }, context, faults, '');
    return faults.list.filter((fault) => fault.code !== 'RATE_NOT_ALLOWED' && fault.code !== 'SPECIAL_NOT_ALLOWED');
}
/** A field that could not be read has its fault; no rule adds to it that the field is missing. */
function readAndJudge(value, context, faults, path) {
    const before = faults.list.length;
    const draft = (0, parse_draft_js_1.readDraft)(value, faults, path);
    const unread = new Set(faults.list.slice(before).map((fault) => fault.path));
    (0, rules_js_1.applyRules)(draft, context, (code, at, message) => {
        if (!unread.has(path + at))
            faults.report(code, path + at, message);
    });
    return draft;
}
//# sourceMappingURL=judge.js.map