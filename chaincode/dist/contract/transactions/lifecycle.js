"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.transferInvoices = transferInvoices;
exports.lockInvoices = lockInvoices;
exports.unlockInvoices = unlockInvoices;
exports.redeemInvoices = redeemInvoices;
exports.readTransfer = readTransfer;
exports.readLock = readLock;
exports.readUnlock = readUnlock;
exports.readRedeem = readRedeem;
const index_js_1 = require("../../core/index.js");
const cryptography_js_1 = require("../cryptography.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
const arguments_js_1 = require("./arguments.js");
const invoices_js_1 = require("./invoices.js");
const policy_js_1 = require("./policy.js");
const registry_js_1 = require("./registry.js");
/** Most invoices that change hands or state in one transaction. */
const BATCH_MAX = 100;
/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the new holder, then as core's `transfer` */
async function transferInvoices(transaction, argument) {
    const { actor, body } = argument;
    return await change(transaction, 'transfer', argument, async () => {
        await (0, registry_js_1.taxpayerOf)(transaction, body.to);
        return ({ status }) => (0, index_js_1.transfer)(status, actor, body.to);
    });
}
/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the company, RULE_SET_NOT_FOUND, then as core's `lock` */
async function lockInvoices(transaction, argument) {
    const { actor, body } = argument;
    return await change(transaction, 'lock', argument, async () => {
        await (0, registry_js_1.taxpayerOf)(transaction, body.company);
        const { closedThrough: _closed, ...policy } = await (0, policy_js_1.policyOf)(transaction);
        const { lockDays, personTitleClaimable } = (0, index_js_1.ruleSetOn)(policy, (0, index_js_1.shanghaiDate)(transaction.at)).ruleSet;
        const claim = { actor, company: body.company, at: transaction.at, lockDays, personTitleClaimable };
        return ({ invoice, status }) => (0, index_js_1.lock)(invoice, status, claim);
    });
}
/** @throws {DomainError} as `change`, then as core's `unlock` */
async function unlockInvoices(transaction, argument) {
    return await change(transaction, 'unlock', argument, async () => ({ status }) => (0, index_js_1.unlock)(status, argument.actor));
}
/** @throws {DomainError} as `change`, then as core's `redeem` */
async function redeemInvoices(transaction, argument) {
    const { actor, amounts } = argument;
    return await change(transaction, 'redeem', argument, async () => ({ status }, index) => {
        return (0, index_js_1.redeem)(status, { actor, amount: amounts[index], at: transaction.at });
    });
}
/**
 * All invoices of a statement change or none does (T30).
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, REQUEST_ID_REUSED,
 *   SIGNATURE_INVALID, what `prepare` throws, INVOICE_NOT_FOUND, what the decision throws
 */
async function change(transaction, operation, argument, prepare) {
    const { actor, requestId: id, signature, body, pages } = argument;
    const taxpayer = await (0, registry_js_1.taxpayerOf)(transaction, actor);
    (0, transaction_js_1.requireRelayOf)(transaction, taxpayer);
    const text = (0, index_js_1.statementText)({
        channel: transaction.channel,
        operation,
        actor,
        requestId: id,
        body: body,
    });
    const digest = cryptography_js_1.nodeCryptography.sha256(text);
    const record = await transaction.state.get(keys_js_1.keys.request(actor, id));
    if (record !== undefined)
        return repeat(record, digest, id);
    if (!cryptography_js_1.nodeCryptography.verify(taxpayer.publicKey, text, signature)) {
        throw new index_js_1.DomainError('SIGNATURE_INVALID', `the statement is not signed by the key of ${actor}`);
    }
    const decide = await prepare();
    const invoices = [];
    for (const [index, { number }] of body.invoices.entries()) {
        const status = decide(await (0, invoices_js_1.invoiceAt)(transaction, number, pages[index]), index);
        await (0, invoices_js_1.putStatus)(transaction, number, status);
        invoices.push({ number, status });
    }
    const result = { requestId: id, transactionId: transaction.transactionId, invoices };
    await transaction.state.put(keys_js_1.keys.request(actor, id), { digest, result });
    transaction.emit('InvoicesChanged', { operation, actor, invoices });
    return result;
}
function repeat(record, digest, id) {
    if (record.digest === digest)
        return record.result;
    throw new index_js_1.DomainError('REQUEST_ID_REUSED', `request ${id} was used with other content`);
}
function readTransfer(reader) {
    return readArgument(reader, (body) => ({ to: (0, arguments_js_1.participant)(body, 'to'), invoices: readNumbers(body) }));
}
function readLock(reader) {
    return readArgument(reader, (body) => ({
        company: (0, arguments_js_1.creditCode)(body, 'company'),
        invoices: readNumbers(body),
    }));
}
function readUnlock(reader) {
    return readArgument(reader, (body) => ({ invoices: readNumbers(body) }));
}
function readRedeem(reader) {
    const amounts = [];
    const argument = readArgument(reader, (body) => ({
        invoices: (0, arguments_js_1.readList)(body, 'invoices', BATCH_MAX, (item) => {
            amounts.push((0, arguments_js_1.amount)(item, 'amount'));
            return { number: (0, arguments_js_1.invoiceNumber)(item, 'number'), amount: (0, arguments_js_1.checked)(item.text('amount')) };
        }),
    }));
    return { ...argument, amounts };
}
function readArgument(reader, readBody) {
    const bodyReader = reader.object('body');
    const body = bodyReader === undefined ? undefined : readBody(bodyReader);
    bodyReader?.end();
    const pages = reader.array('pages');
    if (pages?.length !== body?.invoices.length)
        reader.fault('FIELD_VALUE', 'pages', 'one page an invoice is expected');
    return {
        actor: (0, arguments_js_1.participant)(reader, 'actor'),
        requestId: (0, arguments_js_1.requestId)(reader),
        signature: (0, arguments_js_1.checked)(reader.text('signature')),
        body: (0, arguments_js_1.checked)(body),
        pages: (0, arguments_js_1.checked)(pages),
    };
}
function readNumbers(body) {
    return (0, arguments_js_1.readList)(body, 'invoices', BATCH_MAX, (item) => ({ number: (0, arguments_js_1.invoiceNumber)(item, 'number') }));
}
//# sourceMappingURL=lifecycle.js.map