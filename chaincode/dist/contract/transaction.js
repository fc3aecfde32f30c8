"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Transaction = void 0;
exports.requireOfficer = requireOfficer;
exports.requireRelayOf = requireRelayOf;
exports.requireReader = requireReader;
const index_js_1 = require("../core/index.js");
const endorser_clock_js_1 = require("./endorser-clock.js");
const world_state_js_1 = require("./world-state.js");
const ROLES = ['officer', 'operator', 'taxpayer', 'auditor'];
/** A role that only one organisation's CA can give: another's certificate with it has no role at all. */
const ROLE_MSP = { officer: 'TaxBureauMSP', auditor: 'AuditorMSP' };
/** A Fabric transaction as the contract's functions see it. */
class Transaction {
    channel;
    transactionId;
    /** Transaction time in seconds: chosen by the client, bounded by every endorser's clock. */
    at;
    caller;
    state;
    #context;
    constructor(context) {
        this.#context = context;
        this.channel = context.stub.getChannelID();
        this.transactionId = context.stub.getTxID();
        this.at = context.stub.getTxTimestamp().seconds.toNumber();
        this.caller = callerOf(context);
        this.state = new world_state_js_1.WorldState(context.stub);
    }
    /** A transaction that may write. @throws {DomainError} TIMESTAMP_SKEW */
    static writing(context) {
        const transaction = new Transaction(context);
        (0, endorser_clock_js_1.requireTimely)(transaction.at);
        return transaction;
    }
    static reading(context) {
        return new Transaction(context);
    }
    /** Fabric delivers one event a transaction; it names what happened and to which invoices. */
    emit(name, payload) {
        this.#context.stub.setEvent(name, Buffer.from((0, index_js_1.canonicalJson)(payload), 'utf8'));
    }
    /** Every earlier document of a key, newest first; only for queries. */
    history(key) {
        return this.#context.stub.getHistoryForKey(key);
    }
}
exports.Transaction = Transaction;
/** @throws {DomainError} ROLE_REQUIRED */
function requireOfficer({ caller }) {
    if (caller.role === 'officer')
        return;
    throw new index_js_1.DomainError('ROLE_REQUIRED', 'only an officer of the tax bureau may do this');
}
/**
 * A taxpayer's transaction comes from the taxpayer itself or from the operator of the organisation it is
 * registered with; either way it proves nothing yet about who asked for it.
 * @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_SUSPENDED
 */
function requireRelayOf({ caller }, taxpayer) {
    const itself = caller.role === 'taxpayer' && caller.taxpayerId === taxpayer.code;
    if (caller.mspId !== taxpayer.mspId || !(itself || caller.role === 'operator')) {
        throw new index_js_1.DomainError('ROLE_REQUIRED', `only ${taxpayer.code} or the operator of ${taxpayer.mspId} may do this`);
    }
    if (taxpayer.status !== 'ACTIVE')
        throw new index_js_1.DomainError('TAXPAYER_SUSPENDED', `${taxpayer.code} is suspended`);
}
/**
 * Bureau, auditors and operators read for those they serve; a taxpayer reads what it is a party to.
 * @throws {DomainError} NOT_A_PARTY
 */
function requireReader({ caller }, parties) {
    if (caller.role !== undefined && caller.role !== 'taxpayer')
        return;
    if (caller.taxpayerId !== undefined && parties.includes(caller.taxpayerId))
        return;
    throw new index_js_1.DomainError('NOT_A_PARTY', 'only the parties and the bureau may read this');
}
function callerOf({ clientIdentity }) {
    const mspId = clientIdentity.getMSPID();
    const role = ROLES.find((known) => known === clientIdentity.getAttributeValue('role'));
    return {
        mspId,
        role: role !== undefined && (ROLE_MSP[role] ?? mspId) === mspId ? role : undefined,
        taxpayerId: clientIdentity.getAttributeValue('taxpayer.id') ?? undefined,
    };
}
//# sourceMappingURL=transaction.js.map