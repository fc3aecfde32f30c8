"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.issuePage = issuePage;
exports.ruleContextOf = ruleContextOf;
exports.recordCovers = recordCovers;
const statement_js_1 = require("../commitment/statement.js");
const errors_js_1 = require("../errors.js");
const money_js_1 = require("../money/money.js");
const judge_js_1 = require("../tax/judge.js");
const lane_js_1 = require("../taxpayer/lane.js");
const policy_js_1 = require("../taxpayer/policy.js");
const time_js_1 = require("../time.js");
const number_js_1 = require("./number.js");
/** Gross limit of one invoice where the bureau has set none (T06). */
const DEFAULT_SINGLE_LIMIT = '100000000.00';
/**
 * Decides one ledger page: requests of one seller in order, each issued whole or refused whole with
 * its own error, numbers consecutive over the page. A request the ledger remembers is answered as
 * the first time (T22), also after its period is closed.
 *
 * The errors of a request, in order: REQUEST_ID_REUSED, PERIOD_CLOSED, RULE_SET_NOT_FOUND,
 * SIGNATURE_INVALID, every fault of its drafts, NOT_THE_SELLER, and those of `takeFromLane`.
 */
function issuePage(requests, context) {
    const page = new PageInProgress(context);
    const outcomes = requests.map((request) => page.add(request));
    const issued = page.finish();
    return issued === undefined ? { outcomes } : { outcomes, issued };
}
class PageInProgress {
    #context;
    #date;
    #issuedAt;
    #drafts = [];
    #records = new Map();
    #lane;
    #first;
    constructor(context) {
        this.#context = context;
        this.#date = (0, time_js_1.shanghaiDate)(context.at);
        this.#issuedAt = (0, time_js_1.formatInstant)(context.at);
        this.#lane = context.lane;
    }
    add(request) {
        try {
            return outcomeOf(request.requestId, this.#remembered(request) ?? this.#issue(request));
        }
        catch (error) {
            if (!(error instanceof errors_js_1.FapiaoError))
                throw error;
            return { requestId: request.requestId, error: describe(error) };
        }
    }
    finish() {
        if (this.#first === undefined)
            return undefined;
        const { hash, ruleSet } = (0, policy_js_1.ruleSetOn)(this.#context.policy, this.#date);
        const page = {
            first: this.#first,
            profile: this.#lane.segment.profile,
            issuedAt: this.#issuedAt,
            date: this.#date,
            seller: sellerOf(this.#context.seller),
            ruleSet: { version: ruleSet.version, hash },
            transactionId: this.#context.transactionId,
            invoices: this.#drafts.map(({ json: { seller: _seller, ...draft } }) => draft),
        };
        return { page, lane: this.#lane, records: this.#records };
    }
    #remembered(request) {
        const record = this.#records.get(request.requestId) ?? this.#context.recordOf(request.requestId);
        if (record === undefined || record.digest === this.#digestOf(request))
            return record;
        throw new errors_js_1.DomainError('REQUEST_ID_REUSED', `request ${request.requestId} was used with other content`);
    }
    #issue(request) {
        const { seller, policy, cryptography, transactionId } = this.#context;
        const rules = ruleContextOf(seller, this.#lane, (0, policy_js_1.ruleSetOn)(policy, this.#date), this.#date);
        const text = this.#textOf(request);
        if (!cryptography.verify(seller.publicKey, text, request.signature)) {
            throw new errors_js_1.DomainError('SIGNATURE_INVALID', `the statement is not signed by the key of ${seller.code}`);
        }
        const drafts = this.#judge(request.drafts, rules);
        const want = {
            date: this.#date,
            count: drafts.length,
            net: drafts.reduce((sum, draft) => sum + draft.totals.net, 0n),
        };
        const { lane, first } = (0, lane_js_1.takeFromLane)(this.#lane, want);
        this.#lane = lane;
        this.#first ??= first;
        for (const draft of drafts)
            this.#drafts.push(draft);
        const digest = cryptography.sha256(text);
        const record = {
            digest,
            transactionId,
            issuedAt: this.#issuedAt,
            page: this.#first,
            first,
            count: want.count,
        };
        this.#records.set(request.requestId, record);
        return record;
    }
    #judge(values, rules) {
        const drafts = (0, judge_js_1.judgeDrafts)(values, rules, (index) => `/invoices/${index}`);
        const foreign = drafts.find((draft) => draft.seller !== this.#context.seller.code);
        if (foreign === undefined)
            return drafts;
        throw new errors_js_1.DomainError('NOT_THE_SELLER', `${foreign.seller} is not the seller who signs`);
    }
    #digestOf(request) {
        return this.#context.cryptography.sha256(this.#textOf(request));
    }
    #textOf({ requestId, drafts }) {
        const { channel, seller } = this.#context;
        return (0, statement_js_1.statementText)({ channel, operation: 'issue', actor: seller.code, requestId, body: { drafts } });
    }
}
/** What the rules about drafts need to know of a seller and its lane on a day. */
function ruleContextOf(seller, lane, published, date) {
    return {
        ruleSet: published.ruleSet,
        date,
        profile: lane.segment.profile,
        seller: {
            kind: seller.kind,
            singleLimit: (0, money_js_1.parseYuan)(seller.singleLimit ?? DEFAULT_SINGLE_LIMIT),
            rateGrants: seller.rateGrants ?? [],
        },
    };
}
function sellerOf({ code, name, contact, bank }) {
    return {
        code,
        name: name ?? code,
        ...(contact === undefined ? {} : { contact }),
        ...(bank === undefined ? {} : { bank }),
    };
}
function outcomeOf(requestId, record) {
    const { transactionId, issuedAt, page, first, count } = record;
    const numbers = Array.from({ length: count }, (_, index) => (0, number_js_1.numberPlus)(first, index));
    const invoices = numbers.map((number) => ({ number, checkCode: (0, number_js_1.checkCodeOf)(number, transactionId) }));
    return { requestId, transactionId, issuedAt, page, invoices };
}
function describe(error) {
    const { code, message } = error;
    return error instanceof errors_js_1.ValidationError ? { code, message, faults: error.faults } : { code, message };
}
/** Whether a request of this record issued the invoice with this number. */
function recordCovers(record, number) {
    const distance = (0, number_js_1.numberDistance)(record.first, number);
    return distance >= 0 && distance < record.count;
}
//# sourceMappingURL=issue.js.map