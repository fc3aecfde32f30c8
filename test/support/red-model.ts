import type { ErrorCode } from '@fapiao-ledger/core';
import { BUYER as COMPANY, SELLER } from './draft.ts';
import type { RedAct } from './red-ledger.ts';
import { type ModelLine, monthAt, monthIn, monthText, type Part, partsOf, sumOf } from './red-model-parts.ts';

/**
 * What is known of invoices and their red-letter forms, written from `docs/decisions/red-letters.md` in plain numbers: amounts in
 * fen, quantities in tenths, rates in basis points. It shares no code with core.
 */
export interface RedModel {
  /** Seconds since 1970. */
  at: number;
  readonly invoices: ModelInvoice[];
  readonly lanes: Map<string, ModelLane>;
  readonly suspended: Set<string>;
  /** Last month that the company has filed, in months since year 0; -1 before its first return. */
  filed: number;
}

export interface ModelInvoice {
  /** A person's, where not the company's. */
  readonly isOfCompany: boolean;
  readonly isSpecial: boolean;
  /** Months since year 0. */
  readonly month: number;
  holder: string;
  lock: { readonly company: string; readonly until: number } | undefined;
  isFrozen: boolean;
  use: ModelUse | undefined;
  rest: number;
  readonly bookings: { readonly by: string; live: number }[];
  /** What is left of each line. */
  readonly lines: ModelLine[];
  readonly reds: number[];
  forms: number;
  form: ModelForm | undefined;
}

/** What the company deducts: the tax of a month, and what red-letter invoices take back of it in others. */
interface ModelUse {
  readonly period: string;
  readonly tax: number;
  readonly transfers: { readonly period: string; readonly tax: number }[];
}

interface ModelForm {
  state: string;
  readonly starter: string;
  signers: readonly string[];
  readonly until: number;
  readonly parts: readonly Part[];
  readonly reason: string;
  lane: string | undefined;
  isIssued: boolean;
}

interface ModelLane {
  month: number;
  numbers: number;
  cap: number;
  used: number;
  restored: number;
}

/** What a test foretells: nothing when the act succeeds, else the code of the refusal, or that a field is wrong. */
export type Foretold = ErrorCode | 'FAULTS' | undefined;

const HOUR = 3_600;
const LOCK_DAYS = 30;
const AWAITS = ['AWAITS_BUYER', 'AWAITS_SELLER'];

/** Changes the model as the act changes the ledger, or foretells its refusal and changes nothing. */
export function foretell(model: RedModel, act: RedAct): Foretold {
  const invoice = invoiceAt(model, act.of);
  if ('actor' in act && model.suspended.has(act.actor)) return 'TAXPAYER_SUSPENDED';
  switch (act.act) {
    case 'transfer':
      return notFree(invoice, act.actor) ?? done(() => (invoice.holder = act.to));
    case 'lock':
      return lock(model, invoice, act);
    case 'unlock':
      return notClaimed(invoice, act.actor) ?? done(() => (invoice.lock = undefined));
    case 'redeem':
      return redeem(invoice, act.actor, Number(act.amount));
    case 'use':
      return use(model, invoice, act);
    case 'revoke':
      return notTheUser(invoice, act.actor) ?? revoke(model, invoice);
    case 'freeze':
      return freeze(invoice);
    case 'release':
      return invoice.isFrozen ? done(() => (invoice.isFrozen = false)) : 'INVOICE_NOT_FROZEN';
    case 'start':
    case 'confirm':
    case 'supply':
    case 'refuse':
    case 'withdraw':
      return foretellForm(model, invoice, act);
  }
}

/** Returns an invoice after the time that has passed: an old lock is gone, and an old form has expired. */
export function invoiceAt({ invoices, at }: RedModel, place: number): ModelInvoice {
  const invoice = invoices[place] as ModelInvoice;
  if (invoice.lock !== undefined && at >= invoice.lock.until) invoice.lock = undefined;
  const { form } = invoice;
  if (form !== undefined && AWAITS.includes(form.state) && at >= form.until) form.state = 'EXPIRED';
  return invoice;
}

/** Returns the state of an invoice. */
export function stateOf({ isFrozen, lock: held, rest, bookings }: ModelInvoice): string {
  if (isFrozen) return 'FROZEN';
  if (held !== undefined) return 'LOCKED';
  if (rest > 0) return 'OPEN';
  return bookings.some(({ live }) => live > 0) ? 'REDEEMED' : 'RED';
}

function done(change: () => unknown): undefined {
  change();
}

function stopped(invoice: ModelInvoice): Foretold {
  const state = stateOf(invoice);
  if (state === 'FROZEN') return 'INVOICE_FROZEN';
  if (state === 'REDEEMED') return 'INVOICE_REDEEMED';
  return state === 'RED' ? 'INVOICE_RED' : undefined;
}

function notFree(invoice: ModelInvoice, actor: string): Foretold {
  if (invoice.holder !== actor) return 'NOT_THE_HOLDER';
  return stopped(invoice) ?? (invoice.lock === undefined ? undefined : 'INVOICE_LOCKED');
}

function notClaimed(invoice: ModelInvoice, actor: string): Foretold {
  const { lock: held, holder, bookings } = invoice;
  const isConcerned =
    held === undefined ? holder === actor || bookings.some(({ by }) => by === actor) : held.company === actor;
  if (!isConcerned) return 'NOT_THE_CLAIMANT';
  return stopped(invoice) ?? (held === undefined ? 'INVOICE_NOT_LOCKED' : undefined);
}

function lock(
  { at }: RedModel,
  invoice: ModelInvoice,
  { actor, company }: { readonly actor: string; readonly company: string },
): Foretold {
  const refusal = notFree(invoice, actor);
  if (refusal !== undefined) return refusal;
  if (invoice.isOfCompany && company !== COMPANY) return 'CLAIM_TITLE_MISMATCH';
  return done(() => (invoice.lock = { company, until: at + LOCK_DAYS * 24 * HOUR }));
}

function redeem(invoice: ModelInvoice, actor: string, amount: number): Foretold {
  const refusal = notClaimed(invoice, actor);
  if (refusal !== undefined) return refusal;
  if (amount <= 0 || amount > invoice.rest) return 'REDEEM_EXCEEDS_REST';
  invoice.lock = undefined;
  invoice.rest -= amount;
  invoice.bookings.push({ by: actor, live: amount });
  return undefined;
}

function notTheUser(invoice: ModelInvoice, actor: string): Foretold {
  if (!invoice.isOfCompany || actor !== COMPANY) return 'NOT_THE_BUYER';
  if (invoice.isFrozen) return 'INVOICE_FROZEN';
  return stateOf(invoice) === 'RED' ? 'INVOICE_RED' : undefined;
}

function use(
  { at, filed }: RedModel,
  invoice: ModelInvoice,
  act: { readonly actor: string; readonly period: string },
): Foretold {
  const refusal = notTheUser(invoice, act.actor);
  if (refusal !== undefined) return refusal;
  if (!invoice.isSpecial) return 'USE_NOT_ALLOWED';
  if (invoice.use !== undefined) return 'USE_CONFIRMED';
  const period = monthIn(act.period);
  if (period < invoice.month || period <= filed || period > monthAt(at)) return 'USE_PERIOD';
  const tax = invoice.lines.reduce((sum, line) => sum + line.tax, 0);
  return done(() => (invoice.use = { period: act.period, tax, transfers: [] }));
}

function revoke({ filed }: RedModel, invoice: ModelInvoice): Foretold {
  if (invoice.use === undefined) return 'USE_NOT_CONFIRMED';
  if (monthIn(invoice.use.period) <= filed) return 'USE_PERIOD';
  return done(() => (invoice.use = undefined));
}

function freeze(invoice: ModelInvoice): Foretold {
  if (invoice.isFrozen) return 'INVOICE_FROZEN';
  invoice.isFrozen = true;
  if (invoice.form !== undefined && isRunning(invoice.form)) invoice.form.state = 'INVOICE_FROZEN';
  return undefined;
}

function foretellForm(
  model: RedModel,
  invoice: ModelInvoice,
  act: Extract<RedAct, { readonly act: 'start' | 'confirm' | 'supply' | 'refuse' | 'withdraw' }>,
): Foretold {
  const isSeller = act.actor === SELLER;
  const isBuyer = (invoice.isOfCompany && act.actor === COMPANY) || askedOf(invoice).includes(act.actor);
  if (!isSeller && !isBuyer) return 'NOT_A_PARTY';
  if (act.isFormer === true && act.act !== 'start') return foretellFormer(invoice, act, isSeller);
  const { form } = invoice;
  if (act.act === 'start')
    return form !== undefined && isRunning(form) ? undefined : start(model, invoice, act);
  if (form === undefined) return 'RED_FORM_NOT_FOUND';
  if (act.act === 'supply' && !isSeller) return 'NOT_THE_SELLER';
  if (!isRunning(form)) return 'RED_FORM_ENDED';
  switch (act.act) {
    case 'confirm':
      return confirm(model, invoice, form, act);
    case 'supply':
      return supply(model, invoice, form, act.lane);
    case 'refuse':
      if (form.signers.includes(act.actor)) return 'RED_FORM_SIGNED';
      return done(() => (form.state = isSeller ? 'REFUSED_BY_SELLER' : 'REFUSED_BY_BUYER'));
    case 'withdraw':
      if (form.starter !== act.actor) return 'NOT_THE_STARTER';
      return done(
        () => (form.state = AWAITS.includes(form.state) ? 'WITHDRAWN' : 'WITHDRAWN_AFTER_CONFIRMATION'),
      );
  }
}

/** A form has ended for good once a later one is started. */
function foretellFormer({ forms }: ModelInvoice, { act }: Pick<RedAct, 'act'>, isSeller: boolean): Foretold {
  if (forms < 2) return 'RED_FORM_NOT_FOUND';
  return act === 'supply' && !isSeller ? 'NOT_THE_SELLER' : 'RED_FORM_ENDED';
}

function isRunning({ state, isIssued }: ModelForm): boolean {
  return AWAITS.includes(state) || (state === 'CONFIRMED' && !isIssued);
}

/** Who must agree besides the seller: the company while it uses the invoice, and each company with a live booking. */
function askedOf({ isOfCompany, use: used, bookings }: ModelInvoice): readonly string[] {
  const bookers = bookings.filter(({ live }) => live > 0).map(({ by }) => by);
  return isOfCompany && used !== undefined ? [COMPANY, ...bookers] : bookers;
}

function notReversible(invoice: ModelInvoice): Foretold {
  const state = stateOf(invoice);
  if (state === 'FROZEN') return 'INVOICE_FROZEN';
  if (state === 'RED') return 'INVOICE_RED';
  return state === 'LOCKED' ? 'INVOICE_LOCKED' : undefined;
}

function start(
  model: RedModel,
  invoice: ModelInvoice,
  act: Extract<RedAct, { readonly act: 'start' }>,
): Foretold {
  const asked = askedOf(invoice);
  const refusal = notReversible(invoice);
  if (refusal !== undefined) return refusal;
  const isSeller = act.actor === SELLER;
  if (!isSeller && !asked.includes(act.actor)) return 'RED_LETTER_BY_SELLER';
  const parts = partsOf(invoice.lines, { ...act, isTouched: invoice.reds.length > 0 });
  if (parts === undefined || isSeller !== (act.lane !== undefined)) return 'FAULTS';
  if (hasSuspended(model, invoice)) return 'TAXPAYER_SUSPENDED';
  const form: ModelForm = {
    state: 'UNCONDITIONAL',
    starter: act.actor,
    signers: [act.actor],
    until: model.at + 72 * HOUR,
    parts,
    reason: act.reason,
    lane: act.lane,
    isIssued: false,
  };
  if (asked.length > 0) form.state = waitsFor(form, asked);
  const isAgreed = form.state === 'UNCONDITIONAL' || form.state === 'CONFIRMED';
  if (isAgreed) return issue(model, invoice, form, () => (invoice.forms += 1));
  invoice.forms += 1;
  invoice.form = form;
  return undefined;
}

function waitsFor({ signers }: ModelForm, asked: readonly string[]): string {
  if (!asked.every((company) => signers.includes(company))) return 'AWAITS_BUYER';
  return signers.includes(SELLER) ? 'CONFIRMED' : 'AWAITS_SELLER';
}

function hasSuspended({ suspended }: RedModel, invoice: ModelInvoice): boolean {
  return [SELLER, ...askedOf(invoice)].some((code) => suspended.has(code));
}

function confirm(
  model: RedModel,
  invoice: ModelInvoice,
  form: ModelForm,
  { actor, lane }: { readonly actor: string; readonly lane?: string },
): Foretold {
  const refusal = notReversible(invoice);
  if (refusal !== undefined) return refusal;
  const signed = { ...form };
  if (!form.signers.includes(actor)) {
    if ((actor === SELLER) !== (lane !== undefined)) return 'FAULTS';
    signed.signers = [...form.signers, actor];
    signed.lane = lane ?? form.lane;
  }
  signed.state = waitsFor(signed, askedOf(invoice));
  if (hasSuspended(model, invoice)) signed.state = 'TAXPAYER_SUSPENDED';
  if (signed.state === 'CONFIRMED') {
    const refused = issue(model, invoice, signed, () => undefined);
    if (refused === undefined) return undefined;
    if (actor === SELLER) return refused;
  }
  return done(() => (invoice.form = signed));
}

function supply(model: RedModel, invoice: ModelInvoice, form: ModelForm, lane: string): Foretold {
  const state = waitsFor(form, askedOf(invoice));
  if (state !== 'CONFIRMED') return 'RED_FORM_AWAITS';
  const refusal = notReversible(invoice);
  if (refusal !== undefined) return refusal;
  if (hasSuspended(model, invoice)) return 'TAXPAYER_SUSPENDED';
  return issue(model, invoice, { ...form, state, lane }, () => undefined);
}

function issue(model: RedModel, invoice: ModelInvoice, form: ModelForm, before: () => unknown): Foretold {
  const lane = model.lanes.get(form.lane ?? '');
  const month = monthAt(model.at);
  if (lane === undefined) return 'LANE_NOT_FOUND';
  if (lane.month !== month) return 'LANE_MONTH';
  if (lane.numbers === 0) return 'NUMBERS_EXHAUSTED';
  before();
  lane.numbers -= 1;
  const [net, gross] = [sumOf(form.parts, 'net'), sumOf(form.parts, 'net') + sumOf(form.parts, 'tax')];
  if (form.reason !== '04' && invoice.month === month) lane.restored += net;
  const period = monthText(Math.max(month, model.filed + 1));
  invoice.use?.transfers.push({ period, tax: sumOf(form.parts, 'tax') });
  for (const part of form.parts) takePart(invoice.lines[part.line - 1] as ModelLine, part);
  takeGross(invoice, gross);
  invoice.reds.push(gross);
  invoice.form = { ...form, isIssued: true };
  model.invoices.push(redOf(invoice, month));
  return undefined;
}

function redOf({ isOfCompany, isSpecial, holder }: ModelInvoice, month: number): ModelInvoice {
  return {
    isOfCompany,
    isSpecial,
    month,
    holder,
    lock: undefined,
    isFrozen: false,
    use: undefined,
    rest: 0,
    bookings: [],
    lines: [],
    reds: [],
    forms: 0,
    form: undefined,
  };
}

function takePart(line: ModelLine, { quantity, net, tax }: Part): void {
  line.net -= net;
  line.tax -= tax;
  if (quantity !== undefined) line.quantity = (line.quantity ?? 0) - quantity;
}

/** What is not booked first, then the newest bookings. */
function takeGross(invoice: ModelInvoice, gross: number): void {
  const fromRest = Math.min(invoice.rest, gross);
  invoice.rest -= fromRest;
  let left = gross - fromRest;
  for (const booking of invoice.bookings.toReversed()) {
    const taken = Math.min(booking.live, left);
    booking.live -= taken;
    left -= taken;
  }
}
