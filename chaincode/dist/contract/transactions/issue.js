"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.issueInvoices = issueInvoices;
exports.readIssueArgument = readIssueArgument;
const index_js_1 = require("../../core/index.js");
const cryptography_js_1 = require("../cryptography.js");
const keys_js_1 = require("../keys.js");
const transaction_js_1 = require("../transaction.js");
const allowances_js_1 = require("./allowances.js");
const arguments_js_1 = require("./arguments.js");
const policy_js_1 = require("./policy.js");
const registry_js_1 = require("./registry.js");
/**
 * Issues a page: the requests of one seller, each whole or not at all. Reads the seller, the policy,
 * the lane and each request id; writes the lane, the page and each request it issued.
 *
 * @returns one outcome a request, in order; when there is one request, its refusal is thrown
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, LANE_NOT_FOUND,
 *   PERIOD_CLOSED, RULE_SET_NOT_FOUND; for a single request also SIGNATURE_INVALID, REQUEST_ID_REUSED,
 *   NOT_THE_SELLER, LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 * @throws {ValidationError} for a single request: every broken rule of its drafts
 */
async function issueInvoices(transaction, argument) {
    const seller = await (0, registry_js_1.taxpayerOf)(transaction, argument.seller);
    (0, transaction_js_1.requireRelayOf)(transaction, seller);
    const lane = await (0, allowances_js_1.laneOf)(transaction, argument.seller, argument.lane);
    const policy = await (0, policy_js_1.policyOf)(transaction);
    const records = await recordsOf(transaction, argument);
    const { outcomes, issued } = (0, index_js_1.issuePage)(argument.requests, {
        channel: transaction.channel,
        transactionId: transaction.transactionId,
        at: transaction.at,
        seller,
        policy,
        lane,
        cryptography: cryptography_js_1.nodeCryptography,
        recordOf: (id) => records.get(id),
    });
    throwOnlyRefusal(outcomes);
    if (issued !== undefined)
        await store(transaction, argument, issued);
    return { outcomes };
}
function readIssueArgument(reader) {
    const argument = {
        seller: (0, arguments_js_1.creditCode)(reader, 'seller'),
        lane: (0, arguments_js_1.laneName)(reader),
        requests: (0, arguments_js_1.readList)(reader, 'requests', index_js_1.PAGE_INVOICES_MAX, readRequest),
    };
    const invoices = argument.requests.reduce((sum, { drafts }) => sum + (drafts?.length ?? 0), 0);
    if (invoices > index_js_1.PAGE_INVOICES_MAX) {
        reader.fault('FIELD_VALUE', 'requests', `a page carries at most ${index_js_1.PAGE_INVOICES_MAX} invoices`);
    }
    return argument;
}
function readRequest(reader) {
    const drafts = reader.array('drafts');
    if (drafts?.length === 0)
        reader.fault('FIELD_VALUE', 'drafts', 'a request has at least one draft');
    return {
        requestId: (0, arguments_js_1.requestId)(reader),
        signature: (0, arguments_js_1.checked)(reader.text('signature')),
        drafts: (0, arguments_js_1.checked)(drafts),
    };
}
async function recordsOf(transaction, { seller, requests }) {
    const records = new Map();
    for (const id of new Set(requests.map((request) => request.requestId))) {
        const record = await transaction.state.get(keys_js_1.keys.request(seller, id));
        if (record !== undefined)
            records.set(id, record);
    }
    return records;
}
async function store(transaction, argument, issued) {
    const { page, lane, records } = issued;
    await requireFreshPage(transaction, page.first);
    await transaction.state.put(keys_js_1.keys.lane(argument.seller, argument.lane), lane);
    await transaction.state.put(keys_js_1.keys.page(page.first), page);
    for (const [id, record] of records)
        await transaction.state.put(keys_js_1.keys.request(argument.seller, id), record);
    transaction.emit('InvoicesIssued', {
        seller: argument.seller,
        page: page.first,
        count: page.invoices.length,
    });
}
/** A page is never rewritten; reading the key first also makes two writers of one page conflict. */
async function requireFreshPage(transaction, first) {
    if ((await transaction.state.get(keys_js_1.keys.page(first))) !== undefined) {
        throw new index_js_1.DomainError('NUMBERS_EXHAUSTED', `number ${first} is issued already`);
    }
}
function throwOnlyRefusal(outcomes) {
    const only = outcomes[0];
    if (outcomes.length !== 1 || only === undefined || !('error' in only))
        return;
    const { code, message, faults } = only.error;
    throw faults === undefined ? new index_js_1.DomainError(code, message) : new index_js_1.ValidationError(faults);
}
//# sourceMappingURL=issue.js.map