"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PAGE_INVOICES_MAX = void 0;
exports.invoiceOfPage = invoiceOfPage;
exports.numbersOfPage = numbersOfPage;
exports.firstHolder = firstHolder;
exports.invoiceDigest = invoiceDigest;
const digest_js_1 = require("../commitment/digest.js");
const canonical_js_1 = require("../json/canonical.js");
const number_js_1 = require("./number.js");
/** Most invoices in one ledger page, that is in one transaction. */
exports.PAGE_INVOICES_MAX = 500;
/** The invoice with this number, or undefined when the page does not carry it. */
function invoiceOfPage(page, number) {
    const index = (0, number_js_1.numberDistance)(page.first, number);
    const draft = page.invoices[index];
    if (draft === undefined)
        return undefined;
    const { first: _first, invoices: _invoices, ...shared } = page;
    const holder = firstHolder(draft, page.seller.code);
    return { ...shared, ...draft, number, holder, checkCode: (0, number_js_1.checkCodeOf)(number, page.transactionId) };
}
function numbersOfPage(page) {
    return page.invoices.map((_, index) => (0, number_js_1.numberPlus)(page.first, index));
}
/** Who holds the token first: whom the draft names, else the buyer; a buyer without a code leaves it with the seller, who passes it on. */
function firstHolder(draft, seller) {
    return draft.holder ?? (draft.buyer.type === 'PERSON' ? undefined : draft.buyer.code) ?? seller;
}
/** Digest by which receipts and proofs name an invoice: over its canonical JSON. */
function invoiceDigest(invoice) {
    return (0, digest_js_1.domainDigest)('invoice', (0, canonical_js_1.canonicalJson)(invoice));
}
//# sourceMappingURL=page.js.map