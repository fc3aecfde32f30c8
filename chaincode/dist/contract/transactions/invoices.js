"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.invoiceAt = invoiceAt;
exports.invoiceByNumber = invoiceByNumber;
exports.putStatus = putStatus;
const index_js_1 = require("../../core/index.js");
const keys_js_1 = require("../keys.js");
/**
 * An invoice by its number and the page that carries it: two point reads, so that two transactions
 * conflict only when they touch the same invoice.
 *
 * @throws {DomainError} INVOICE_NOT_FOUND, also when the page does not carry the number
 */
async function invoiceAt(transaction, number, page) {
    const found = await transaction.state.get(keys_js_1.keys.page(page));
    return await invoiceIn(transaction, number, found);
}
/** An invoice by its number alone. Only for queries: it looks the page up in a range. */
async function invoiceByNumber(transaction, number) {
    const earliest = BigInt(number) < index_js_1.PAGE_INVOICES_MAX ? (0, index_js_1.numberPlus)(number, 0) : (0, index_js_1.numberPlus)(number, -index_js_1.PAGE_INVOICES_MAX);
    const found = await transaction.state.first(keys_js_1.keys.page(number), keys_js_1.keys.page(earliest));
    return await invoiceIn(transaction, number, found);
}
async function putStatus(transaction, number, status) {
    await transaction.state.put(keys_js_1.keys.status(number), status);
}
async function invoiceIn(transaction, number, page) {
    const invoice = page === undefined ? undefined : (0, index_js_1.invoiceOfPage)(page, number);
    if (page === undefined || invoice === undefined) {
        throw new index_js_1.DomainError('INVOICE_NOT_FOUND', `no invoice has the number ${number}`);
    }
    const status = (await transaction.state.get(keys_js_1.keys.status(number))) ?? (0, index_js_1.initialStatus)(invoice);
    return { invoice, status: (0, index_js_1.statusAt)(status, transaction.at), page: page.first };
}
//# sourceMappingURL=invoices.js.map