"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.initialStatus = initialStatus;
exports.statusAt = statusAt;
exports.transfer = transfer;
exports.lock = lock;
exports.unlock = unlock;
exports.redeem = redeem;
exports.freeze = freeze;
exports.release = release;
exports.redeemedFen = redeemedFen;
const errors_js_1 = require("../errors.js");
const money_js_1 = require("../money/money.js");
const time_js_1 = require("../time.js");
const SECONDS_PER_DAY = 86_400;
/** The status of an invoice that nothing has happened to: OPEN, with its first holder. */
function initialStatus(invoice) {
    return { state: 'OPEN', holder: invoice.holder, rest: invoice.totals.gross, redemptions: [] };
}
/**
 * The status as of a moment (seconds, UTC): a lock whose term has passed is open again without any
 * transaction having said so (T27).
 */
function statusAt(status, at) {
    if (status.lock === undefined || at < ((0, time_js_1.readInstant)(status.lock.expiresAt) ?? 0))
        return status;
    const { lock: _lock, ...open } = status;
    return open.state === 'LOCKED' ? { ...open, state: 'OPEN' } : open;
}
/**
 * Passes an invoice on: only its holder, only while OPEN.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, NOT_THE_HOLDER, INVOICE_LOCKED
 */
function transfer(status, actor, to) {
    requireLive(status);
    requireHolder(status, actor);
    requireOpen(status);
    return { ...status, holder: to };
}
/**
 * Locks an invoice for one company's claim (T27, T28).
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, NOT_THE_HOLDER, INVOICE_LOCKED, CLAIM_TITLE_MISMATCH
 */
function lock(invoice, status, claim) {
    requireLive(status);
    requireHolder(status, claim.actor);
    requireOpen(status);
    requireTitle(invoice, claim.company, claim.personTitleClaimable);
    const lockedAt = (0, time_js_1.formatInstant)(claim.at);
    const expiresAt = (0, time_js_1.formatInstant)(claim.at + claim.lockDays * SECONDS_PER_DAY);
    return { ...status, state: 'LOCKED', lock: { company: claim.company, lockedAt, expiresAt } };
}
/**
 * Gives a claim up: only the company that holds the lock.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, NOT_THE_CLAIMANT
 */
function unlock(status, actor) {
    requireLive(status);
    requireClaimant(status, actor);
    const { lock: _lock, ...open } = status;
    return { ...open, state: 'OPEN' };
}
/**
 * Books an amount of gross against the claim (T29). The whole rest ends in REDEEMED; a part leaves
 * the invoice OPEN again with the rest.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, NOT_THE_CLAIMANT, REDEEM_EXCEEDS_REST
 */
function redeem(status, booking) {
    requireLive(status);
    requireClaimant(status, booking.actor);
    const rest = (0, money_js_1.parseYuan)(status.rest);
    if (booking.amount <= 0n || booking.amount > rest) {
        throw new errors_js_1.DomainError('REDEEM_EXCEEDS_REST', `between 0.01 and ${status.rest} can be redeemed`);
    }
    const { lock: _lock, ...open } = status;
    const left = (0, money_js_1.subtractFen)(rest, booking.amount);
    const redemption = {
        company: booking.actor,
        amount: (0, money_js_1.formatYuan)(booking.amount),
        at: (0, time_js_1.formatInstant)(booking.at),
    };
    return {
        ...open,
        state: left === 0n ? 'REDEEMED' : 'OPEN',
        rest: (0, money_js_1.formatYuan)(left),
        redemptions: [...status.redemptions, redemption],
    };
}
/** The bureau stops everything on an invoice (T32). @throws {DomainError} INVOICE_FROZEN */
function freeze(status, reason, at) {
    if (status.state === 'FROZEN')
        throw new errors_js_1.DomainError('INVOICE_FROZEN', 'the invoice is frozen already');
    return { ...status, state: 'FROZEN', frozen: { reason, at: (0, time_js_1.formatInstant)(at) } };
}
/** Back to what it was before the freeze. @throws {DomainError} INVOICE_NOT_FROZEN */
function release(status) {
    if (status.state !== 'FROZEN')
        throw new errors_js_1.DomainError('INVOICE_NOT_FROZEN', 'the invoice is not frozen');
    const { frozen: _frozen, ...rest } = status;
    if (rest.lock !== undefined)
        return { ...rest, state: 'LOCKED' };
    return { ...rest, state: (0, money_js_1.parseYuan)(rest.rest) === 0n ? 'REDEEMED' : 'OPEN' };
}
/** What all redemptions of an invoice add up to. */
function redeemedFen(status) {
    return status.redemptions.map(({ amount }) => (0, money_js_1.parseYuan)(amount)).reduce(money_js_1.addFen, (0, money_js_1.parseYuan)('0.00'));
}
function requireLive(status) {
    if (status.state === 'FROZEN')
        throw new errors_js_1.DomainError('INVOICE_FROZEN', 'the bureau has frozen this invoice');
    if (status.state === 'REDEEMED')
        throw new errors_js_1.DomainError('INVOICE_REDEEMED', 'the invoice is redeemed already');
}
function requireHolder(status, actor) {
    if (status.holder !== actor)
        throw new errors_js_1.DomainError('NOT_THE_HOLDER', 'only the holder of the invoice may do this');
}
function requireOpen(status) {
    if (status.lock !== undefined) {
        throw new errors_js_1.DomainError('INVOICE_LOCKED', `a claim holds the invoice until ${status.lock.expiresAt}`);
    }
}
function requireClaimant(status, actor) {
    if (status.lock === undefined)
        throw new errors_js_1.DomainError('INVOICE_NOT_LOCKED', 'the invoice must be locked first');
    if (status.lock.company !== actor)
        throw new errors_js_1.DomainError('NOT_THE_CLAIMANT', 'another company holds the lock');
}
/** T28: the title is the claiming company's own, or a person's where the rule set lets it be claimed. */
function requireTitle(invoice, company, personTitleClaimable) {
    const { buyer } = invoice;
    const fits = buyer.type === 'PERSON' ? personTitleClaimable : buyer.code === company;
    if (!fits)
        throw new errors_js_1.DomainError('CLAIM_TITLE_MISMATCH', 'the invoice is made out to somebody else');
}
//# sourceMappingURL=lifecycle.js.map