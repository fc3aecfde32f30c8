"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readInvoice = readInvoice;
exports.attest = attest;
exports.readHistory = readHistory;
exports.readRequest = readRequest;
const index_js_1 = require("../../core/index.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
const invoices_js_1 = require("./invoices.js");
/** @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY */
async function readInvoice(transaction, number) {
    return await readable(transaction, number);
}
/**
 * An answer made to be endorsed: whoever has it, with the endorsers' signatures, can show offline
 * that they vouched for this invoice and this state at this time.
 * @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY
 */
async function attest(transaction, number) {
    const { invoice, status } = await readable(transaction, number);
    const asOf = (0, index_js_1.formatInstant)(transaction.at);
    return { kind: index_js_1.ATTESTATION_KIND, channel: transaction.channel, asOf, invoice, status };
}
/** Every state an invoice has had since it was issued, newest first. @throws {DomainError} as `readInvoice` */
async function readHistory(transaction, number) {
    await readable(transaction, number);
    const entries = [];
    const iterator = await transaction.history(keys_js_1.keys.status(number));
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const { txId, timestamp, value } = next.value;
        const status = JSON.parse(Buffer.from(value).toString('utf8'));
        // The shim declares a Long here and delivers a number; text is what both have.
        const at = (0, index_js_1.formatInstant)(Number(timestamp.seconds.toString()));
        entries.push({ transactionId: txId, at, status });
    }
    await iterator.close();
    return entries;
}
/** What the ledger remembers of a request. @throws {DomainError} NOT_A_PARTY, then REQUEST_NOT_FOUND */
async function readRequest(transaction, asked) {
    (0, transaction_js_1.requireReader)(transaction, [asked.actor]);
    const record = await transaction.state.get(keys_js_1.keys.request(asked.actor, asked.requestId));
    if (record !== undefined)
        return record;
    throw new index_js_1.DomainError('REQUEST_NOT_FOUND', `the ledger has no request ${asked.requestId} of ${asked.actor}`);
}
async function readable(transaction, number) {
    const found = await (0, invoices_js_1.invoiceByNumber)(transaction, number);
    const { invoice, status } = found;
    const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
    const companies = status.redemptions.map(({ company }) => company);
    (0, transaction_js_1.requireReader)(transaction, [
        invoice.seller.code,
        buyer,
        invoice.holder,
        status.holder,
        status.lock?.company,
        ...companies,
    ]);
    return found;
}
//# sourceMappingURL=queries.js.map