"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.freezeInvoice = freezeInvoice;
exports.releaseInvoice = releaseInvoice;
exports.readFreeze = readFreeze;
exports.readLocated = readLocated;
const index_js_1 = require("../../core/index.js");
const transaction_js_1 = require("../transaction.js");
const arguments_js_1 = require("./arguments.js");
const invoices_js_1 = require("./invoices.js");
const REASON_MAX = 200;
/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_FROZEN */
async function freezeInvoice(transaction, argument) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const { status } = await (0, invoices_js_1.invoiceAt)(transaction, argument.number, argument.page);
    const frozen = (0, index_js_1.freeze)(status, argument.reason, transaction.at);
    await (0, invoices_js_1.putStatus)(transaction, argument.number, frozen);
    transaction.emit('InvoiceFrozen', { number: argument.number, reason: argument.reason });
    return frozen;
}
/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_NOT_FROZEN */
async function releaseInvoice(transaction, argument) {
    (0, transaction_js_1.requireOfficer)(transaction);
    const { status } = await (0, invoices_js_1.invoiceAt)(transaction, argument.number, argument.page);
    const released = (0, index_js_1.release)(status);
    await (0, invoices_js_1.putStatus)(transaction, argument.number, released);
    transaction.emit('InvoiceReleased', { number: argument.number });
    return released;
}
function readFreeze(reader) {
    return { ...readLocated(reader), reason: (0, arguments_js_1.checked)(reader.printable('reason', REASON_MAX)) };
}
function readLocated(reader) {
    return { number: (0, arguments_js_1.invoiceNumber)(reader, 'number'), page: (0, arguments_js_1.invoiceNumber)(reader, 'page') };
}
//# sourceMappingURL=custody.js.map