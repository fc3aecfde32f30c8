import { domainDigest } from '../commitment/digest.js';
import { DomainError, type ErrorCode, ValidationError } from '../errors.js';
import type { InvoiceJson, InvoiceStatusJson, ReversedLineJson } from '../invoice/invoice.js';
import { requireNotFrozen, requireNotRed, requireOpen } from '../invoice/lifecycle.js';
import { canonicalJson } from '../json/canonical.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { formatInstant, readInstant } from '../time.js';
import type { RedFormJson, RedFormSide, RedFormTerms } from './form.js';
import { judgeReversal } from './judge-reversal.js';
import { bookersOf, requirePlace } from './reverse.js';
import { findRedReason, type RedFormState, type RedReason, redLetterRulesOf } from './rules.js';

const SECONDS_PER_HOUR = 3_600;

/** Facts of the ledger for an act about the reversal of an invoice. */
export interface RedLetterContext {
  readonly invoice: InvoiceJson;
  /** Status at the transaction's time. */
  readonly status: InvoiceStatusJson;
  /** The rule set in force. */
  readonly ruleSet: RuleSetJson;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
}

/** What a taxpayer asks for when it starts a red-letter form. */
export interface RedLetterStart {
  readonly actor: string;
  /** National code of the reason. */
  readonly reason: string;
  /** All that is left of the invoice when absent. */
  readonly lines?: readonly ReversedLineJson[];
  /** The seller's lane for the number of the red-letter invoice. Only the seller names one. */
  readonly lane?: string;
}

/** Returns the taxpayers whose confirmation the reversal of an invoice needs besides the seller's (T25). */
export function companiesToAsk({ invoice, status, ruleSet }: RedLetterContext): readonly string[] {
  const { confirmationFor } = redLetterRulesOf(ruleSet);
  const bookers = confirmationFor.includes('BOOKING') ? bookersOf(status) : [];
  const isUsed = status.use !== undefined && confirmationFor.includes('USE');
  const user = isUsed && invoice.buyer.type === 'ENTERPRISE' ? [invoice.buyer.code] : [];
  return [...new Set([...user, ...bookers])];
}

/**
 * Returns a form at a moment, in seconds since 1970: expired when its term has passed before all sides have confirmed it (T24), although
 * no transaction has ended it.
 */
export function redFormAt(form: RedFormJson, at: number): RedFormJson {
  const isOver = at >= (readInstant(form.expiresAt) ?? Number.POSITIVE_INFINITY);
  return isOver && isAwaiting(form.state) ? { ...form, state: 'EXPIRED' } : form;
}

/** Whether a form waits for a confirmation or for its red-letter invoice. @param form as `redFormAt` returns it */
export function isRunning({ state, red }: Pick<RedFormJson, 'state' | 'red'>): boolean {
  return isAwaiting(state) || (state === 'CONFIRMED' && red === undefined);
}

function isAwaiting(state: RedFormState): boolean {
  return state === 'AWAITS_BUYER' || state === 'AWAITS_SELLER';
}

/** Returns the digest of a form's terms: the side that confirms the form signs it. */
export function redFormDigest(form: RedFormTerms): string {
  const { number, sequence, reason, startedBy, lines, totals } = form;
  return domainDigest('red-form', canonicalJson({ number, sequence, reason, startedBy, lines, totals }));
}

/**
 * Returns the side on which a taxpayer acts. It is judged before any state, so that strangers learn nothing. A company with a booking is a
 * party whatever the rules ask of it, so that it can end a form that it has started.
 * @throws {DomainError} NOT_A_PARTY
 */
export function sideOf(context: Pick<RedLetterContext, 'invoice' | 'status'>, actor: string): RedFormSide {
  const { invoice, status } = context;
  if (actor === invoice.seller.code) return 'SELLER';
  const buyer = invoice.buyer.type === 'PERSON' ? undefined : invoice.buyer.code;
  if (actor === buyer || bookersOf(status).includes(actor)) return 'BUYER';
  throw new DomainError('NOT_A_PARTY', 'only the seller and the buyer of the invoice may do this');
}

/**
 * Returns the form that a taxpayer starts (T23, T25, T26). With the state UNCONDITIONAL its red-letter invoice is issued in the same
 * transaction.
 *
 * @throws {DomainError} NOT_A_PARTY, INVOICE_FROZEN, INVOICE_RED, INVOICE_LOCKED, RED_LETTER_BY_SELLER, REVERSAL_COUNT
 * @throws {ValidationError} RED_REASON, FIELD_REQUIRED or FIELD_UNKNOWN for the lane, the faults of `judgeReversal`
 */
export function startRedForm(context: RedLetterContext, start: RedLetterStart): RedFormJson {
  const { invoice, status, ruleSet, at } = context;
  const { actor, lines, lane } = start;
  const startedBy = sideOf(context, actor);
  requireReversible(status);
  const asked = companiesToAsk(context);
  if (startedBy === 'BUYER' && !asked.includes(actor)) throw bySeller();
  const reason = requireReason(ruleSet, start.reason);
  requireLane(startedBy, lane);
  const reversal = judgeReversal(lines, { invoice, before: status.reversal, reason, ruleSet });
  requirePlace(status, reversal);
  const { confirmHours } = redLetterRulesOf(ruleSet);
  const form: RedFormJson = {
    number: invoice.number,
    sequence: (status.reversal?.forms ?? 0) + 1,
    reason: reason.code,
    startedBy,
    ...reversal,
    state: 'UNCONDITIONAL',
    startedAt: formatInstant(at),
    seller: invoice.seller.code,
    signers: [actor],
    expiresAt: formatInstant(at + confirmHours * SECONDS_PER_HOUR),
    ...(lane === undefined ? {} : { lane }),
    changedAt: formatInstant(at),
  };
  return asked.length === 0 ? form : { ...form, state: stateOf(form, asked) };
}

/** What a taxpayer confirms: a form, by the digest of its terms. */
export interface RedFormConfirmation {
  readonly actor: string;
  /** As `redFormDigest` returns it. */
  readonly terms: string;
  /** As in `RedLetterStart`. */
  readonly lane?: string;
}

/**
 * Returns a form that a side confirms. With the state CONFIRMED all sides have signed it, and its red-letter invoice can be issued. A
 * side that has signed the form changes at most its state: a company may have booked since.
 *
 * @param form as `redFormAt` returns it
 * @throws {DomainError} NOT_A_PARTY, RED_FORM_ENDED, RED_FORM_TERMS, INVOICE_FROZEN, INVOICE_RED, INVOICE_LOCKED
 * @throws {ValidationError} FIELD_REQUIRED or FIELD_UNKNOWN for the lane
 */
export function confirmRedForm(
  context: RedLetterContext,
  form: RedFormJson,
  { actor, terms, lane }: RedFormConfirmation,
): RedFormJson {
  const side = sideOf(context, actor);
  requireRunning(context, form);
  if (terms !== redFormDigest(form))
    throw new DomainError(
      'RED_FORM_TERMS',
      'the statement confirms other terms than those of the form; read the form again',
    );
  requireReversible(context.status);
  const asked = companiesToAsk(context);
  // Who must agree may have changed since this side signed, so the state is computed anew.
  if (form.signers.includes(actor)) return { ...form, state: stateOf(form, asked) };
  requireLane(side, lane);
  const signed = {
    ...form,
    signers: [...form.signers, actor],
    ...(lane === undefined ? {} : { lane }),
    changedAt: formatInstant(context.at),
  };
  return { ...signed, state: stateOf(signed, asked) };
}

/**
 * Returns a confirmed form for which the seller names another lane, because the first could not issue.
 *
 * @param form as `redFormAt` returns it
 * @throws {DomainError} NOT_A_PARTY, NOT_THE_SELLER, RED_FORM_ENDED, RED_FORM_AWAITS, INVOICE_FROZEN, INVOICE_RED, INVOICE_LOCKED
 */
export function supplyRedForm(
  context: RedLetterContext,
  form: RedFormJson,
  { actor, lane }: { readonly actor: string; readonly lane: string },
): RedFormJson {
  if (sideOf(context, actor) !== 'SELLER')
    throw new DomainError('NOT_THE_SELLER', 'only the seller issues the red-letter invoice');
  requireRunning(context, form);
  const state = stateOf(form, companiesToAsk(context));
  if (state !== 'CONFIRMED')
    throw new DomainError('RED_FORM_AWAITS', 'a side has not confirmed the form yet; wait for it');
  requireReversible(context.status);
  return { ...form, lane, state, changedAt: formatInstant(context.at) };
}

/** Returns a form that a side refuses. @throws {DomainError} NOT_A_PARTY, RED_FORM_ENDED, RED_FORM_SIGNED */
export function refuseRedForm(context: RedLetterContext, form: RedFormJson, actor: string): RedFormJson {
  const side = sideOf(context, actor);
  requireRunning(context, form);
  if (form.signers.includes(actor))
    throw new DomainError('RED_FORM_SIGNED', 'this side has signed the form; its starter can withdraw it');
  return endRedForm(form, side === 'SELLER' ? 'REFUSED_BY_SELLER' : 'REFUSED_BY_BUYER', context.at);
}

/** Returns a form that its starter withdraws. @throws {DomainError} NOT_A_PARTY, RED_FORM_ENDED, NOT_THE_STARTER */
export function withdrawRedForm(context: RedLetterContext, form: RedFormJson, actor: string): RedFormJson {
  sideOf(context, actor);
  requireRunning(context, form);
  if (form.signers[0] !== actor)
    throw new DomainError('NOT_THE_STARTER', 'only the taxpayer that started the form can withdraw it');
  return endRedForm(form, isAwaiting(form.state) ? 'WITHDRAWN' : 'WITHDRAWN_AFTER_CONFIRMATION', context.at);
}

/** Returns a form that ends. @param at seconds since 1970 */
export function endRedForm(form: RedFormJson, state: RedFormState, at: number): RedFormJson {
  return { ...form, state, changedAt: formatInstant(at) };
}

/** Returns the state of a running form: what it waits for. */
function stateOf({ signers, seller }: RedFormJson, asked: readonly string[]): RedFormState {
  if (!asked.every((company) => signers.includes(company))) return 'AWAITS_BUYER';
  return signers.includes(seller) ? 'CONFIRMED' : 'AWAITS_SELLER';
}

function requireReversible(status: InvoiceStatusJson): void {
  requireNotFrozen(status);
  requireNotRed(status);
  requireOpen(status);
}

/**
 * Requires that a form is the last one of its invoice and runs. An earlier one has ended, also where this transaction's time is a little
 * before its end: otherwise two forms could run that were judged by the same rests.
 */
function requireRunning({ status }: RedLetterContext, form: RedFormJson): void {
  const isLast = form.sequence === status.reversal?.forms;
  if (isLast && isRunning(form)) return;
  const issued = form.red === undefined ? undefined : `issued red-letter invoice ${form.red}`;
  const end = issued ?? (isLast ? `ended as ${form.state}` : 'ended, and a later one was started');
  throw new DomainError('RED_FORM_ENDED', `the form has ${end}; start another one for what is left`);
}

function requireReason(ruleSet: RuleSetJson, code: string): RedReason {
  const rules = redLetterRulesOf(ruleSet);
  const reason = findRedReason(rules, code);
  if (reason !== undefined) return reason;
  const codes = rules.reasons.map((known) => known.code).join(', ');
  throw faultOf('RED_REASON', '/reason', `one of the reasons ${codes} is expected`);
}

function requireLane(side: RedFormSide, lane: string | undefined): void {
  if (side === 'SELLER' && lane === undefined)
    throw faultOf('FIELD_REQUIRED', '/lane', 'the seller names the lane of the red-letter invoice');
  if (side === 'BUYER' && lane !== undefined)
    throw faultOf('FIELD_UNKNOWN', '/lane', 'only the seller names a lane; remove the field');
}

function faultOf(code: ErrorCode, path: string, message: string): ValidationError {
  return new ValidationError([{ code, path, message }]);
}

function bySeller(): DomainError {
  return new DomainError(
    'RED_LETTER_BY_SELLER',
    'the invoice is neither booked nor used, so only its seller can reverse it; ask the seller',
  );
}
