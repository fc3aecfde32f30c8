import { DomainError } from '../errors.js';
import { type Fen, formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import { formatInstant, readInstant } from '../time.js';
import type { InvoiceJson, InvoiceStatusJson, InvoiceViewJson } from './invoice.js';

const SECONDS_PER_DAY = 86_400;

/** Most redemptions of one invoice: its status has them all, and is read and written whole. */
export const REDEMPTIONS_MAX = 100;

/** The status of an invoice that nothing has happened to: OPEN, with its first holder. */
export function initialStatus(invoice: InvoiceJson): InvoiceStatusJson {
  return { state: 'OPEN', holder: invoice.holder, rest: invoice.totals.gross, redemptions: [] };
}

/**
 * The status as of a moment (seconds, UTC): a lock whose term has passed is open again without any
 * transaction having said so (T27).
 */
export function statusAt(status: InvoiceStatusJson, at: number): InvoiceStatusJson {
  if (status.lock === undefined || at < secondsOf(status.lock.expiresAt)) return status;
  const { lock: _lock, ...open } = status;
  return open.state === 'LOCKED' ? { ...open, state: 'OPEN' } : open;
}

/** The latest moment, in seconds, that an invoice and its status name: they cannot be as of an earlier one. */
export function latestMoment(invoice: InvoiceJson, status: InvoiceStatusJson): number {
  const { lock, frozen, redemptions } = status;
  const moments = [invoice.issuedAt, lock?.lockedAt, frozen?.at, ...redemptions.map(({ at }) => at)];
  return Math.max(...moments.filter((moment) => moment !== undefined).map(secondsOf));
}

/**
 * Passes an invoice on: only its holder, only while OPEN.
 * @throws {DomainError} NOT_THE_HOLDER, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_LOCKED
 */
export function transfer(status: InvoiceStatusJson, actor: string, to: string): InvoiceStatusJson {
  requireHolder(status, actor);
  requireLive(status);
  requireOpen(status);
  return { ...status, holder: to };
}

/**
 * Locks an invoice for one company's claim (T27, T28).
 * @throws {DomainError} NOT_THE_HOLDER, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_LOCKED, CLAIM_TITLE_MISMATCH
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
 * Gives a claim up: only the company that holds the lock.
 * @throws {DomainError} NOT_THE_CLAIMANT, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED
 */
export function unlock(status: InvoiceStatusJson, actor: string): InvoiceStatusJson {
  requireClaimant(status, actor);
  const { lock: _lock, ...open } = status;
  return { ...open, state: 'OPEN' };
}

/**
 * Books an amount of gross against the claim (T29). The whole rest ends in REDEEMED; a part leaves
 * the invoice OPEN again with the rest. The last of REDEMPTIONS_MAX takes the whole rest, so that none stays behind.
 * @throws {DomainError} NOT_THE_CLAIMANT, INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, REDEEM_EXCEEDS_REST,
 *   REDEMPTION_COUNT
 */
export function redeem(
  status: InvoiceStatusJson,
  booking: { actor: string; amount: Fen; at: number },
): InvoiceStatusJson {
  requireClaimant(status, booking.actor);
  const rest = parseYuan(status.rest);
  if (booking.amount <= 0n || booking.amount > rest) {
    throw new DomainError('REDEEM_EXCEEDS_REST', `between 0.01 and ${status.rest} can be redeemed`);
  }
  const left = subtractFen(rest, booking.amount);
  if (left > 0n && status.redemptions.length >= REDEMPTIONS_MAX - 1) {
    throw new DomainError('REDEMPTION_COUNT', `only the whole rest, ${status.rest}, can be redeemed now`);
  }
  const { lock: _lock, ...open } = status;
  const redemption = {
    company: booking.actor,
    amount: formatYuan(booking.amount),
    at: formatInstant(booking.at),
  };
  return {
    ...open,
    state: left === 0n ? 'REDEEMED' : 'OPEN',
    rest: formatYuan(left),
    redemptions: [...status.redemptions, redemption],
  };
}

/** The bureau stops everything on an invoice (T32). @throws {DomainError} INVOICE_FROZEN */
export function freeze(status: InvoiceStatusJson, at: number): InvoiceStatusJson {
  requireNotFrozen(status);
  return { ...status, state: 'FROZEN', frozen: { at: formatInstant(at) } };
}

/** Back to what it was before the freeze. @throws {DomainError} INVOICE_NOT_FROZEN */
export function release(status: InvoiceStatusJson): InvoiceStatusJson {
  if (status.state !== 'FROZEN') throw new DomainError('INVOICE_NOT_FROZEN', 'the invoice is not frozen');
  const { frozen: _frozen, ...rest } = status;
  if (rest.lock !== undefined) return { ...rest, state: 'LOCKED' };
  return { ...rest, state: parseYuan(rest.rest) === 0n ? 'REDEEMED' : 'OPEN' };
}

/** Codes of those whom an invoice concerns as it stands: undefined where somebody has none. */
export function partiesOf({
  invoice,
  status,
}: Pick<InvoiceViewJson, 'invoice' | 'status'>): readonly (string | undefined)[] {
  const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
  const redeemers = status.redemptions.map(({ company }) => company);
  return [invoice.seller.code, buyer, invoice.holder, status.holder, status.lock?.company, ...redeemers];
}

/** What all redemptions of an invoice add up to. */
export function redeemedFen(status: InvoiceStatusJson): Fen {
  return sumFen(status.redemptions.map(({ amount }) => parseYuan(amount)));
}

function secondsOf(instant: string): number {
  return readInstant(instant) ?? Number.NaN;
}

function requireNotFrozen({ state }: InvoiceStatusJson): void {
  if (state === 'FROZEN') throw new DomainError('INVOICE_FROZEN', 'the bureau has frozen the invoice');
}

function requireLive(status: InvoiceStatusJson): void {
  requireNotFrozen(status);
  if (status.state === 'REDEEMED')
    throw new DomainError('INVOICE_REDEEMED', 'the invoice is redeemed already');
}

function requireHolder(status: InvoiceStatusJson, actor: string): void {
  if (status.holder !== actor)
    throw new DomainError('NOT_THE_HOLDER', 'only the holder of the invoice may do this');
}

function requireOpen(status: InvoiceStatusJson): void {
  if (status.lock !== undefined) {
    throw new DomainError('INVOICE_LOCKED', `a claim holds the invoice until ${status.lock.expiresAt}`);
  }
}

/**
 * Without a lock there is no claimant. Who holds the invoice, or has booked some of it, is told what
 * stands in the way; everybody else hears the same in every state, for they may not know the state.
 */
function requireClaimant(status: InvoiceStatusJson, actor: string): void {
  const { lock: held, holder, redemptions } = status;
  const isConcerned = holder === actor || redemptions.some(({ company }) => company === actor);
  if (held === undefined ? !isConcerned : held.company !== actor)
    throw new DomainError('NOT_THE_CLAIMANT', 'no lock of this company holds the invoice');
  requireLive(status);
  if (held === undefined) throw new DomainError('INVOICE_NOT_LOCKED', 'the invoice must be locked first');
}

/** T28: the title is the claiming company's own, or a person's where the rule set lets it be claimed. */
function requireTitle(invoice: InvoiceJson, company: string, personTitleClaimable: boolean): void {
  const { buyer } = invoice;
  const fits = buyer.type === 'PERSON' ? personTitleClaimable : buyer.code === company;
  if (!fits) throw new DomainError('CLAIM_TITLE_MISMATCH', 'the invoice is made out to somebody else');
}
