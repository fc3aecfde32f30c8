import { DomainError } from '../errors.js';
import { type Fen, formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import { formatInstant, readInstant } from '../time.js';
import type {
  InvoiceJson,
  InvoiceState,
  InvoiceStatusJson,
  InvoiceViewJson,
  RedemptionJson,
} from './invoice.js';

const SECONDS_PER_DAY = 86_400;

/** Most redemptions of one invoice (T29): its status lists all of them, and is read and written whole. */
export const REDEMPTIONS_MAX = 100;

/**
 * Returns the status of an invoice at its issue: OPEN, with its first holder and its whole gross left. Nothing is left of a red-letter
 * invoice, so that no act applies to it.
 */
export function initialStatus({ holder, totals, red }: InvoiceJson): InvoiceStatusJson {
  if (red !== undefined) return { state: 'RED', holder, rest: '0.00', redemptions: [] };
  return { state: 'OPEN', holder, rest: totals.gross, redemptions: [] };
}

/** Returns the state of an invoice that is neither frozen nor locked: by what is left of it and of its bookings. */
export function liveState({
  rest,
  redemptions,
}: Pick<InvoiceStatusJson, 'rest' | 'redemptions'>): InvoiceState {
  if (parseYuan(rest) > 0n) return 'OPEN';
  return redemptions.some((redemption) => liveFen(redemption) > 0n) ? 'REDEEMED' : 'RED';
}

/** Returns what red-letter invoices have taken back of a booking. */
export function reversedFen({ reversed }: RedemptionJson): Fen {
  return sumFen((reversed ?? []).map(({ amount }) => parseYuan(amount)));
}

/**
 * Returns a status at a moment, in seconds since 1970. It has no lock whose term has passed, although no transaction has removed
 * the lock (T27).
 */
export function statusAt(status: InvoiceStatusJson, at: number): InvoiceStatusJson {
  if (status.lock === undefined || at < secondsOf(status.lock.expiresAt)) return status;
  const { lock: _lock, ...open } = status;
  return open.state === 'LOCKED' ? { ...open, state: 'OPEN' } : open;
}

/** Returns the latest moment that an invoice and its status name, in seconds since 1970. They cannot be attested for an earlier one. */
export function latestMoment(invoice: InvoiceJson, status: InvoiceStatusJson): number {
  const { lock, frozen, use, reversal, redemptions } = status;
  const moments = [
    invoice.issuedAt,
    lock?.lockedAt,
    frozen?.at,
    use?.at,
    reversal?.at,
    ...redemptions.map(({ at }) => at),
  ];
  return Math.max(...moments.filter((moment) => moment !== undefined).map(secondsOf));
}

/**
 * Returns the status of an invoice that its holder transfers (T27).
 *
 * @param actor code of the taxpayer that signs
 * @param to code of the new holder
 * @throws {DomainError} NOT_THE_HOLDER, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_LOCKED
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { transfer } from '@fapiao-ledger/core';
 *
 * const status = { state: 'OPEN', holder: 'P00000000000000001', rest: '113.00', redemptions: [] } as const;
 * assert.equal(transfer(status, 'P00000000000000001', '914403001922038216').holder, '914403001922038216');
 * assert.throws(() => transfer(status, '914403001922038216', '914403001922038216'), { code: 'NOT_THE_HOLDER' });
 * ```
 */
export function transfer(status: InvoiceStatusJson, actor: string, to: string): InvoiceStatusJson {
  requireHolder(status, actor);
  requireLive(status);
  requireOpen(status);
  return { ...status, holder: to };
}

/**
 * Returns the status of an invoice that its holder locks for the claim of one company (T27, T28).
 *
 * @param claim `at` in seconds since 1970; `lockDays` and `personTitleClaimable` of the rule set in force
 * @throws {DomainError} NOT_THE_HOLDER, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_LOCKED, CLAIM_TITLE_MISMATCH
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { initialStatus, type InvoiceJson, lock, statusAt } from '@fapiao-ledger/core';
 *
 * const [holder, company] = ['P00000000000000001', '914403001922038216'];
 * const invoice = { holder, buyer: { type: 'PERSON' }, totals: { gross: '113.00' } } as InvoiceJson;
 * const claim = { actor: holder, company, at: 0, lockDays: 30, personTitleClaimable: true };
 * const locked = lock(invoice, initialStatus(invoice), claim);
 * assert.deepEqual(locked.lock, { company, lockedAt: '1970-01-01T00:00:00Z', expiresAt: '1970-01-31T00:00:00Z' });
 * assert.equal(statusAt(locked, 30 * 86_400).state, 'OPEN');
 * ```
 */
export function lock(
  invoice: InvoiceJson,
  status: InvoiceStatusJson,
  claim: { actor: string; company: string; at: number; lockDays: number; personTitleClaimable: boolean },
): InvoiceStatusJson {
  requireHolder(status, claim.actor);
  requireLive(status);
  requireOpen(status);
  requireTitle(invoice, claim.company, claim.personTitleClaimable);
  const lockedAt = formatInstant(claim.at);
  const expiresAt = formatInstant(claim.at + claim.lockDays * SECONDS_PER_DAY);
  return { ...status, state: 'LOCKED', lock: { company: claim.company, lockedAt, expiresAt } };
}

/**
 * Returns the status of an invoice whose lock its company releases (T27).
 * @throws {DomainError} NOT_THE_CLAIMANT, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED
 */
export function unlock(status: InvoiceStatusJson, actor: string): InvoiceStatusJson {
  requireClaimant(status, actor);
  const { lock: _lock, ...open } = status;
  return { ...open, state: 'OPEN' };
}

/**
 * Returns the status of an invoice of which the company that locked it books an amount of gross (T29). The whole rest makes the
 * invoice REDEEMED. A part leaves it OPEN with the rest. Redemption number REDEMPTIONS_MAX must take the whole rest.
 *
 * @param booking `actor` is the company's code, `at` seconds since 1970
 * @throws {DomainError} NOT_THE_CLAIMANT, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, REDEEM_EXCEEDS_REST,
 *   REDEMPTION_COUNT
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { parseYuan, redeem } from '@fapiao-ledger/core';
 *
 * const company = '914403001922038216';
 * const lock = { company, lockedAt: '2026-03-01T08:00:00Z', expiresAt: '2026-03-31T08:00:00Z' };
 * const status = { state: 'LOCKED', holder: 'P00000000000000001', rest: '113.00', lock, redemptions: [] } as const;
 * const booked = redeem(status, { actor: company, amount: parseYuan('100.00'), at: 1_772_352_000 });
 * assert.equal(booked.state, 'OPEN');
 * assert.equal(booked.rest, '13.00');
 * ```
 */
export function redeem(
  status: InvoiceStatusJson,
  booking: { actor: string; amount: Fen; at: number },
): InvoiceStatusJson {
  requireClaimant(status, booking.actor);
  const rest = parseYuan(status.rest);
  if (booking.amount <= 0n || booking.amount > rest) {
    throw new DomainError(
      'REDEEM_EXCEEDS_REST',
      `the amount must be between 0.01 and the rest, ${status.rest}`,
    );
  }
  const left = subtractFen(rest, booking.amount);
  if (left > 0n && status.redemptions.length >= REDEMPTIONS_MAX - 1) {
    throw new DomainError(
      'REDEMPTION_COUNT',
      `redemption ${REDEMPTIONS_MAX} must take the whole rest, ${status.rest}`,
    );
  }
  const { lock: _lock, ...open } = status;
  const redemption = {
    company: booking.actor,
    amount: formatYuan(booking.amount),
    at: formatInstant(booking.at),
  };
  const changed = { ...open, rest: formatYuan(left), redemptions: [...status.redemptions, redemption] };
  return { ...changed, state: liveState(changed) };
}

/** Returns the status of an invoice that the bureau freezes (T32). @param at seconds since 1970 @throws {DomainError} INVOICE_FROZEN */
export function freeze(status: InvoiceStatusJson, at: number): InvoiceStatusJson {
  requireNotFrozen(status);
  return { ...status, state: 'FROZEN', frozen: { at: formatInstant(at) } };
}

/** Returns the status of an invoice that the bureau releases: as before the freeze (T32). @throws {DomainError} INVOICE_NOT_FROZEN */
export function release(status: InvoiceStatusJson): InvoiceStatusJson {
  if (status.state !== 'FROZEN') throw new DomainError('INVOICE_NOT_FROZEN', 'the invoice is not frozen');
  const { frozen: _frozen, ...rest } = status;
  return { ...rest, state: rest.lock === undefined ? liveState(rest) : 'LOCKED' };
}

/** Returns the codes of the parties to an invoice at present: seller, buyer, holders, claimants. A buyer may have no code. */
export function partiesOf({
  invoice,
  status,
}: Pick<InvoiceViewJson, 'invoice' | 'status'>): readonly (string | undefined)[] {
  const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
  const redeemers = status.redemptions.map(({ company }) => company);
  return [invoice.seller.code, buyer, invoice.holder, status.holder, status.lock?.company, ...redeemers];
}

/** Returns the sum of all redemptions of an invoice, without what was reversed. */
export function redeemedFen(status: InvoiceStatusJson): Fen {
  return sumFen(status.redemptions.map(liveFen));
}

/** Returns what is left of a booking. */
export function liveFen(redemption: RedemptionJson): Fen {
  return subtractFen(parseYuan(redemption.amount), reversedFen(redemption));
}

function secondsOf(instant: string): number {
  return readInstant(instant) ?? Number.NaN;
}

/** Requires that the bureau has not frozen an invoice. @throws {DomainError} INVOICE_FROZEN */
export function requireNotFrozen({ state }: InvoiceStatusJson): void {
  if (state === 'FROZEN') throw new DomainError('INVOICE_FROZEN', 'the bureau has frozen the invoice');
}

/** Requires that an invoice is no red-letter invoice and is not reversed whole. @throws {DomainError} INVOICE_RED */
export function requireNotRed({ state }: Pick<InvoiceStatusJson, 'state'>): void {
  if (state === 'RED')
    throw new DomainError('INVOICE_RED', 'the invoice is a red-letter invoice, or is reversed by one');
}

function requireLive(status: InvoiceStatusJson): void {
  requireNotFrozen(status);
  if (status.state === 'REDEEMED')
    throw new DomainError('INVOICE_REDEEMED', 'the invoice is redeemed already');
  requireNotRed(status);
}

function requireHolder(status: InvoiceStatusJson, actor: string): void {
  if (status.holder !== actor)
    throw new DomainError('NOT_THE_HOLDER', 'only the holder of the invoice may do this');
}

/** Requires that no claim locks an invoice. @throws {DomainError} INVOICE_LOCKED */
export function requireOpen(status: InvoiceStatusJson): void {
  if (status.lock !== undefined) {
    throw new DomainError(
      'INVOICE_LOCKED',
      `a claim locks the invoice until ${status.lock.expiresAt}; wait until the company unlocks or redeems it`,
    );
  }
}

/**
 * Without a lock there is no claimant. The holder, and a company that booked a part, get the actual reason. Every other
 * caller gets the same refusal in every state, because it may not learn the state.
 */
function requireClaimant(status: InvoiceStatusJson, actor: string): void {
  const { lock: held, holder, redemptions } = status;
  const isConcerned = holder === actor || redemptions.some(({ company }) => company === actor);
  if (held === undefined ? !isConcerned : held.company !== actor)
    throw new DomainError(
      'NOT_THE_CLAIMANT',
      'no lock of this company is on the invoice; the holder must lock the invoice for the company first',
    );
  requireLive(status);
  if (held === undefined)
    throw new DomainError(
      'INVOICE_NOT_LOCKED',
      'the invoice is not locked; the holder must lock it for the company first',
    );
}

/** T28: the buyer is the claiming company itself, or a person where the rule set permits it. */
function requireTitle(invoice: InvoiceJson, company: string, personTitleClaimable: boolean): void {
  const { buyer } = invoice;
  const fits = buyer.type === 'PERSON' ? personTitleClaimable : buyer.code === company;
  if (!fits)
    throw new DomainError(
      'CLAIM_TITLE_MISMATCH',
      'the invoice is made out to another buyer; only that buyer can claim it',
    );
}
