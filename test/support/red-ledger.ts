import {
  companiesToAsk,
  confirmRedForm,
  confirmUse,
  countForm,
  DomainError,
  endRedForm,
  FapiaoError,
  type Fen,
  freeze,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  invoiceOfPage,
  isRunning,
  issueRedInvoice,
  type LaneJson,
  lock,
  type PolicyJson,
  present,
  type RedFormJson,
  type RedLetterContext,
  type RedLetterStart,
  RULE_SET_2026,
  readInstant,
  redeem,
  redFormAt,
  redFormDigest,
  refuseRedForm,
  release,
  revokeUse,
  ruleSetHash,
  ruleSetOn,
  shanghaiDate,
  sideOf,
  startRedForm,
  statusAt,
  supplyRedForm,
  transfer,
  unlock,
  withdrawRedForm,
} from '@fapiao-ledger/core';
import { LEDGER, seller } from './issuing.ts';
import { cryptography } from './taxpayer-keys.ts';

/** An invoice with its status and its last red-letter form, as the ledger stores them. */
export interface Reversible {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  readonly form?: RedFormJson;
  /** The form before the last. */
  readonly former?: RedFormJson;
}

/** What acts about red-letter invoices read and write, at a moment. Acts make a new one of it. */
export interface RedLedger {
  /** Seconds since 1970. */
  readonly at: number;
  readonly policy: PolicyJson;
  /** Invoices and red-letter invoices, in the order of their issue. */
  readonly invoices: readonly Reversible[];
  /** Lanes of the seller by name. */
  readonly lanes: Readonly<Record<string, LaneJson>>;
  readonly suspended: readonly string[];
  /** Last tax period that the buyer of the invoices has filed. */
  readonly filedThrough?: string;
}

export const POLICY_2026: PolicyJson = {
  ledger: LEDGER,
  ruleSets: [{ hash: ruleSetHash(RULE_SET_2026), ruleSet: RULE_SET_2026 }],
};

/**
 * An act about one invoice, by its place among the invoices of the ledger. An act on the former form is in a transaction of the last second
 * before that form's end, where it is not of an earlier time anyway.
 */
export type RedAct = { readonly of: number; readonly isFormer?: boolean } & (
  | { readonly act: 'transfer'; readonly actor: string; readonly to: string }
  | { readonly act: 'lock'; readonly actor: string; readonly company: string }
  | { readonly act: 'unlock'; readonly actor: string }
  | { readonly act: 'use'; readonly actor: string; readonly period: string }
  | { readonly act: 'revoke'; readonly actor: string }
  | { readonly act: 'refuse' | 'withdraw'; readonly actor: string }
  | { readonly act: 'redeem'; readonly actor: string; readonly amount: Fen }
  | { readonly act: 'freeze' }
  | { readonly act: 'release' }
  | ({ readonly act: 'start' } & RedLetterStart)
  | { readonly act: 'confirm'; readonly actor: string; readonly lane?: string }
  | { readonly act: 'supply'; readonly actor: string; readonly lane: string }
);

/** Facts for the decision about an act. */
interface Case extends RedLetterContext {
  readonly ledger: RedLedger;
  readonly of: number;
  readonly form: RedFormJson | undefined;
}

/** Returns the ledger after an act, which core decides and the contract stores. @throws as core's function for the act */
export function performRed(ledger: RedLedger, act: RedAct): RedLedger {
  const the = caseOf(ledger, act);
  if ('actor' in act) requireActive(ledger, act.actor);
  switch (act.act) {
    case 'start':
      return start(the, act);
    case 'confirm':
      return confirm(the, act);
    case 'supply':
      return supply(the, act);
    case 'refuse':
      return withForm(the, refuseRedForm(the, formOf(the, act.actor), act.actor));
    case 'withdraw':
      return withForm(the, withdrawRedForm(the, formOf(the, act.actor), act.actor));
    case 'freeze':
      return frozen(the);
    case 'transfer':
    case 'lock':
    case 'unlock':
    case 'redeem':
    case 'use':
    case 'revoke':
    case 'release':
      return changed(the, statusAfter(the, act));
  }
}

/** Returns an invoice at the ledger's time, with its last form. */
export function reversibleAt({ invoices, at }: RedLedger, place: number): Reversible {
  const { form, status, ...stored } = present(invoices[place], `invoice ${place}`);
  const now = { ...stored, status: statusAt(status, at) };
  return form === undefined ? now : { ...now, form: redFormAt(form, at) };
}

function caseOf(ledger: RedLedger, { of, isFormer = false }: RedAct): Case {
  const { former } = present(ledger.invoices[of], `invoice ${of}`);
  const end = former === undefined ? undefined : readInstant(former.expiresAt);
  const at = isFormer && end !== undefined ? Math.min(ledger.at, end - 1) : ledger.at;
  const { invoice, status, form: last } = reversibleAt({ ...ledger, at }, of);
  const form = isFormer ? former && redFormAt(former, at) : last;
  const { ruleSet } = ruleSetOn(ledger.policy, shanghaiDate(at));
  return { ledger, of, invoice, status, form, ruleSet, at };
}

function statusAfter(
  { ledger, invoice, status, at, ruleSet }: Case,
  act: Extract<
    RedAct,
    { readonly act: 'transfer' | 'lock' | 'unlock' | 'redeem' | 'use' | 'revoke' | 'release' }
  >,
): InvoiceStatusJson {
  const { filedThrough } = ledger;
  switch (act.act) {
    case 'transfer':
      return transfer(status, act.actor, act.to);
    case 'lock':
      return lock(invoice, status, { ...ruleSet, ...act, at });
    case 'unlock':
      return unlock(status, act.actor);
    case 'redeem':
      return redeem(status, { ...act, at });
    case 'use':
      return confirmUse(invoice, status, { ...act, purpose: 'DEDUCTION', at, filedThrough }, ruleSet);
    case 'revoke':
      return revokeUse(invoice, status, act.actor, filedThrough);
    case 'release':
      return release(status);
  }
}

function start(the: Case, wanted: RedLetterStart): RedLedger {
  sideOf(the, wanted.actor);
  if (the.form !== undefined && isRunning(the.form)) return withForm(the, the.form);
  const form = startRedForm(the, wanted);
  requireActiveSides(the);
  const counted = { ...the, status: countForm(the.status, form.startedAt) };
  const isAgreed = form.state === 'UNCONDITIONAL' || form.state === 'CONFIRMED';
  if (isAgreed) return issueAt(counted, form, present(form.lane, 'the lane'));
  return stored(the, { status: counted.status, form });
}

function confirm(the: Case, act: { readonly actor: string; readonly lane?: string }): RedLedger {
  const before = formOf(the, act.actor);
  const form = confirmRedForm(the, before, { ...act, terms: redFormDigest(before) });
  if (sidesOf(the).some((side) => the.ledger.suspended.includes(side)))
    return withForm(the, endRedForm(form, 'TAXPAYER_SUSPENDED', the.at));
  if (form.state !== 'CONFIRMED') return withForm(the, form);
  try {
    return issueAt(the, form, present(form.lane, 'the lane'));
  } catch (error) {
    const isOfLane = error instanceof FapiaoError && LANE_REFUSALS.includes(error.code);
    if (act.actor === form.seller || !isOfLane) throw error;
    return withForm(the, form);
  }
}

const LANE_REFUSALS = ['LANE_NOT_FOUND', 'LANE_MONTH', 'NUMBER_YEAR', 'NUMBERS_EXHAUSTED', 'ORDINARY_ONLY'];

function supply(the: Case, act: { readonly actor: string; readonly lane: string }): RedLedger {
  const form = supplyRedForm(the, formOf(the, act.actor), act);
  requireActiveSides(the);
  return issueAt(the, form, act.lane);
}

function issueAt(the: Case, form: RedFormJson, name: string): RedLedger {
  const { ledger, invoice, status, at } = the;
  const lane = ledger.lanes[name];
  if (lane === undefined) throw new DomainError('LANE_NOT_FOUND', `no lane ${name}`);
  const issued = issueRedInvoice(form, {
    invoice,
    status,
    seller,
    policy: ledger.policy,
    lane,
    transactionId: `${ledger.invoices.length}`,
    at,
    filedThrough: ledger.filedThrough,
    signature: '',
    cryptography,
  });
  const page = { ...issued.page, requests: [[issued.draft]] };
  const red = present(invoiceOfPage(page, page.first), 'the red-letter invoice');
  const after = stored(the, { status: issued.status, form: issued.form });
  return {
    ...after,
    lanes: { ...after.lanes, [name]: issued.lane },
    invoices: [...after.invoices, { invoice: red, status: initialStatus(red) }],
  };
}

function frozen(the: Case): RedLedger {
  const status = freeze(the.status, the.at);
  const isEnded = the.form !== undefined && isRunning(the.form);
  const form = isEnded ? { form: endRedForm(the.form, 'INVOICE_FROZEN', the.at) } : {};
  return stored(the, { status, ...form });
}

function changed(the: Case, status: InvoiceStatusJson): RedLedger {
  return stored(the, { status });
}

function withForm(the: Case, form: RedFormJson): RedLedger {
  return stored(the, { form });
}

function stored({ ledger, of }: Case, changes: Partial<Reversible>): RedLedger {
  const before = present(ledger.invoices[of], `invoice ${of}`);
  const { form } = before;
  const isReplaced =
    form !== undefined && changes.form !== undefined && changes.form.sequence > form.sequence;
  const former = isReplaced ? { former: form } : {};
  return { ...ledger, invoices: ledger.invoices.with(of, { ...before, ...former, ...changes }) };
}

function formOf(the: Case, actor: string): RedFormJson {
  const { form, invoice } = the;
  sideOf(the, actor);
  if (form !== undefined) return form;
  throw new DomainError('RED_FORM_NOT_FOUND', `invoice ${invoice.number} has no form`);
}

function sidesOf(the: Case): readonly string[] {
  return [the.invoice.seller.code, ...companiesToAsk(the)];
}

function requireActiveSides(the: Case): void {
  for (const side of sidesOf(the)) requireActive(the.ledger, side);
}

function requireActive({ suspended }: RedLedger, code: string): void {
  if (suspended.includes(code)) throw new DomainError('TAXPAYER_SUSPENDED', `${code} is suspended`);
}
