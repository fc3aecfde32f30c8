import {
  checkCodeOf,
  companiesToAsk,
  confirmRedForm,
  countForm,
  DomainError,
  type ErrorCode,
  encodeDrafts,
  encodePage,
  endRedForm,
  FapiaoError,
  type InvoiceStatusJson,
  isRunning,
  issueRedInvoice,
  type Json,
  type NamedForm,
  type NamedInvoice,
  type Operation,
  type PolicyJson,
  present,
  RED_FORMS_MAX,
  type Read,
  type RedFormJson,
  type RedLetterContext,
  type RedLetterResult,
  type RedLetterStart,
  type RequestBodies,
  read,
  readReversedLines,
  redFormAt,
  refuseRedForm,
  requireActive,
  ruleSetOn,
  shanghaiDate,
  sideOf,
  startRedForm,
  stateKey,
  supplyRedForm,
  type TaxpayerJson,
  withdrawRedForm,
} from '#core';
import { deflate } from '../compression.js';
import { nodeCryptography } from '../cryptography.js';
import { requireReader, type Transaction } from '../transaction.js';
import { actIn, perform, type SignedAct } from './act.js';
import { laneOf } from './allowances.js';
import { filedThroughOf } from './returns.js';
import { taxpayerOf } from './signers.js';
import { type Invoice, invoiceAt, putStatus, requireFreshPage } from './stored-invoices.js';

/** An act with the page of its invoice. The page is not signed, and the ledger checks it. */
type Located<Body> = SignedAct<Body> & { readonly page: string };

/** Facts for the decision about a red-letter form. */
interface Case extends RedLetterContext {
  readonly transaction: Transaction;
  readonly policy: PolicyJson;
  readonly actor: string;
  /** Signature under the statement. */
  readonly signature: string;
}

/** What an act makes of a form, and of the invoice when that changes. */
interface Decision {
  readonly form: RedFormJson;
  readonly status?: InvoiceStatusJson;
  readonly red?: RedLetterResult['red'];
}

/**
 * Starts a red-letter form, and issues its red-letter invoice at once where the seller needs no confirmation but its own (T23, T25, T26).
 * While a form of the invoice runs, that form is the answer.
 *
 * @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, RULE_SET_NOT_FOUND, as core's `startRedForm`, TAXPAYER_SUSPENDED,
 *   LANE_NOT_FOUND, as core's `issueRedInvoice`
 */
export async function startRedLetter(
  transaction: Transaction,
  act: Located<RequestBodies['start-red-letter']>,
): Promise<RedLetterResult> {
  return await decideCase(transaction, 'start-red-letter', act, async (the) => {
    const running = await runningFormOf(the);
    return running === undefined ? await start(the, { ...act.body, actor: act.actor }) : { form: running };
  });
}

/** Starts a form of an invoice that has no running one. */
export async function start(the: Case, wish: RedLetterStart): Promise<Decision> {
  const form = startRedForm(the, wish);
  await requireActiveSides(the);
  const counted = { ...the, status: countForm(the.status, form.startedAt) };
  if (form.state !== 'UNCONDITIONAL' && form.state !== 'CONFIRMED') return { form, status: counted.status };
  return await issue(counted, form, present(form.lane, 'the lane of a form that its seller has started'));
}

/** Returns the form of an invoice that runs, if one does. */
export async function runningFormOf(the: Case): Promise<RedFormJson | undefined> {
  const form = await lastFormOf(the);
  return form !== undefined && isRunning(form) ? form : undefined;
}

/**
 * Confirms a form by the digest of its terms. The last confirmation issues the red-letter invoice. Where the lane that the seller
 * named cannot issue, the form stays CONFIRMED for `issueRedLetter`. Where a side is suspended, the form ends.
 *
 * @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, RULE_SET_NOT_FOUND, NOT_A_PARTY, RED_FORM_NOT_FOUND, as core's `confirmRedForm`;
 *   for the seller LANE_NOT_FOUND, as core's `issueRedInvoice`
 */
export async function confirmRedLetter(
  transaction: Transaction,
  act: Located<RequestBodies['confirm-red-letter']>,
): Promise<RedLetterResult> {
  return await decideCase(transaction, 'confirm-red-letter', act, async (the) => {
    const form = confirmRedForm(the, await formOf(the, act.body), { ...act.body, actor: act.actor });
    if (await isSideSuspended(the)) return { form: endRedForm(form, 'TAXPAYER_SUSPENDED', the.at) };
    if (form.state !== 'CONFIRMED') return { form };
    const lane = present(form.lane, 'the lane of a form that its seller has signed');
    if (act.actor === form.seller) return await issue(the, form, lane);
    return await issue(the, form, lane).catch((error: unknown) => {
      if (!(error instanceof FapiaoError && LANE_REFUSALS.includes(error.code))) throw error;
      return { form };
    });
  });
}

/**
 * Issues the red-letter invoice of a confirmed form from another lane of the seller.
 *
 * @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, RULE_SET_NOT_FOUND, NOT_A_PARTY, RED_FORM_NOT_FOUND, as core's `supplyRedForm`,
 *   TAXPAYER_SUSPENDED, LANE_NOT_FOUND, as core's `issueRedInvoice`
 */
export async function issueRedLetter(
  transaction: Transaction,
  act: Located<RequestBodies['issue-red-letter']>,
): Promise<RedLetterResult> {
  return await decideCase(transaction, 'issue-red-letter', act, async (the) => {
    const { lane } = act.body;
    const form = supplyRedForm(the, await formOf(the, act.body), { actor: act.actor, lane });
    await requireActiveSides(the);
    return await issue(the, form, lane);
  });
}

/**
 * Refuses a form that waits for this side.
 * @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, RULE_SET_NOT_FOUND, NOT_A_PARTY, RED_FORM_NOT_FOUND, as core's `refuseRedForm`
 */
export async function refuseRedLetter(
  transaction: Transaction,
  act: Located<NamedForm>,
): Promise<RedLetterResult> {
  return await decideCase(transaction, 'refuse-red-letter', act, async (the) => ({
    form: refuseRedForm(the, await formOf(the, act.body), act.actor),
  }));
}

/**
 * Withdraws a form that this taxpayer has started.
 * @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, RULE_SET_NOT_FOUND, NOT_A_PARTY, RED_FORM_NOT_FOUND, as core's `withdrawRedForm`
 */
export async function withdrawRedLetter(
  transaction: Transaction,
  act: Located<NamedForm>,
): Promise<RedLetterResult> {
  return await decideCase(transaction, 'withdraw-red-letter', act, async (the) => ({
    form: withdrawRedForm(the, await formOf(the, act.body), act.actor),
  }));
}

/** Returns a form at the query's time. @throws {DomainError} ROLE_REQUIRED, then RED_FORM_NOT_FOUND */
export async function readRedForm(transaction: Transaction, named: NamedForm): Promise<RedFormJson> {
  requireReader(transaction);
  return await formOf({ transaction, at: transaction.at }, named);
}

/** Ends the form of an invoice that the bureau freezes, if one runs. */
export async function endRunningForm(
  transaction: Transaction,
  { number, status }: Pick<Invoice, 'status'> & { readonly number: string },
): Promise<void> {
  const form = await lastFormOf({ transaction, at: transaction.at, status, invoice: { number } });
  if (form === undefined || !isRunning(form)) return;
  await putForm(transaction, endRedForm(form, 'INVOICE_FROZEN', transaction.at));
}

async function decideCase(
  transaction: Transaction,
  operation: Operation,
  act: Located<NamedInvoice>,
  decide: (the: Case) => Promise<Decision>,
): Promise<RedLetterResult> {
  const { actor, signature, body, page } = act;
  return await perform(transaction, operation, act, async ({ policy }) => {
    const subject = { operation, actor, requestId: act.requestId, signature, number: body.number, page };
    return await decideReversal(transaction, policy, subject, decide);
  });
}

/** An admitted act about the reversal of an invoice. */
export interface ReversalAct {
  readonly operation: Operation;
  /** The taxpayer that acts, or in whose name a provider acts. */
  readonly actor: string;
  readonly requestId: string;
  /** Signature under the statement. */
  readonly signature: string;
  readonly number: string;
  readonly page: string;
}

/** Decides an admitted act about the reversal of an invoice, and stores the form and the status. */
export async function decideReversal(
  transaction: Transaction,
  policy: PolicyJson,
  { operation, actor, requestId, signature, number, page }: ReversalAct,
  decide: (the: Case) => Promise<Decision>,
): Promise<RedLetterResult> {
  const { at, transactionId } = transaction;
  const { invoice, status } = await invoiceAt(transaction, number, page);
  const { ruleSet } = ruleSetOn(policy, shanghaiDate(at));
  const the: Case = { transaction, policy, actor, signature, invoice, status, ruleSet, at };
  sideOf(the, actor);
  const { form, status: changed = status, red } = await decide(the);
  await putForm(transaction, form);
  // Also where only the form changes: followers of the ledger read the parties of an event from the written status.
  await putStatus(transaction, number, changed);
  const { sequence, state } = form;
  const named = { number, sequence, state, ...(form.red === undefined ? {} : { red: form.red }) };
  transaction.emit('RedLetterChanged', { operation, actor, form: named });
  const issued = red === undefined ? {} : { red };
  return { requestId, transactionId, form, status: changed, ...issued };
}

/** Issues the red-letter invoice of a form. Nothing is written when it is refused. */
async function issue(the: Case, form: RedFormJson, laneName: string): Promise<Required<Decision>> {
  const { transaction, policy, invoice, status, signature, at } = the;
  const issued = issueRedInvoice(form, {
    invoice,
    status,
    policy,
    seller: await taxpayerOf(transaction, form.seller),
    lane: await laneOf(transaction, form.seller, laneName),
    filedThrough: await buyerFiledThrough(the),
    transactionId: transaction.transactionId,
    at,
    signature,
    cryptography: nodeCryptography,
  });
  const { page, draft } = issued;
  await requireFreshPage(transaction, page.first);
  const block = encodeDrafts([draft] as unknown as readonly Json[]);
  await transaction.state.put(stateKey('LANE', form.seller, laneName), issued.lane);
  await transaction.state.putPage(stateKey('PAGE', page.first), encodePage(page, [block], deflate));
  const checkCode = checkCodeOf(page.first, page.checkKey, nodeCryptography.sha256);
  return { form: issued.form, status: issued.status, red: { number: page.first, checkCode } };
}

/** Returns the last period that the buyer has filed, if it deducts the tax of the invoice. Other red-letter invoices read no more keys. */
async function buyerFiledThrough({ transaction, invoice, status }: Case): Promise<string | undefined> {
  if (status.use?.tax === undefined || invoice.buyer.type !== 'ENTERPRISE') return undefined;
  return await filedThroughOf(transaction, invoice.buyer.code);
}

/** Refusals of a lane, which its seller can mend. */
const LANE_REFUSALS: readonly ErrorCode[] = [
  'LANE_NOT_FOUND',
  'LANE_MONTH',
  'NUMBER_YEAR',
  'NUMBERS_EXHAUSTED',
  'ORDINARY_ONLY',
];

/** Returns a form at the transaction's time. @throws {DomainError} RED_FORM_NOT_FOUND */
async function formOf(
  { transaction, at }: Pick<Case, 'transaction' | 'at'>,
  { number, sequence }: NamedForm,
): Promise<RedFormJson> {
  const form = await transaction.state.get(stateKey('REDFORM', number, String(sequence)));
  if (form !== undefined) return redFormAt(form, at);
  throw new DomainError('RED_FORM_NOT_FOUND', `invoice ${number} has no red-letter form ${sequence}`);
}

async function lastFormOf(
  the: Pick<Case, 'transaction' | 'at' | 'status'> & { readonly invoice: { readonly number: string } },
): Promise<RedFormJson | undefined> {
  const sequence = the.status.reversal?.forms ?? 0;
  return sequence === 0 ? undefined : await formOf(the, { number: the.invoice.number, sequence });
}

async function putForm(transaction: Transaction, form: RedFormJson): Promise<void> {
  await transaction.state.put(stateKey('REDFORM', form.number, String(form.sequence)), form);
}

async function sidesOf(the: Case): Promise<readonly TaxpayerJson[]> {
  const codes = [the.invoice.seller.code, ...companiesToAsk(the)];
  const sides: TaxpayerJson[] = [];
  for (const code of codes) sides.push(await taxpayerOf(the.transaction, code));
  return sides;
}

async function requireActiveSides(the: Case): Promise<void> {
  for (const side of await sidesOf(the)) requireActive(side);
}

async function isSideSuspended(the: Case): Promise<boolean> {
  const sides = await sidesOf(the);
  return sides.some(({ status }) => status !== 'ACTIVE');
}

const FORM = {
  number: read.invoiceNumber,
  sequence: read.count(1, RED_FORMS_MAX),
};

export const readStart: Read<Located<RequestBodies['start-red-letter']>> = readLocated(
  read.record({
    number: read.invoiceNumber,
    reason: read.text,
    lines: read.optional(readReversedLines),
    lane: read.optional(read.laneName),
  }),
);

export const readConfirmation: Read<Located<RequestBodies['confirm-red-letter']>> = readLocated(
  read.record({ ...FORM, terms: read.sha256, lane: read.optional(read.laneName) }),
);

export const readSupply: Read<Located<RequestBodies['issue-red-letter']>> = readLocated(
  read.record({ ...FORM, lane: read.laneName }),
);

export const readFormAct: Read<Located<NamedForm>> = readLocated(read.record(FORM));

/** Reads the name of a form. */
export const readNamedForm: Read<NamedForm> = read.record(FORM);

function readLocated<Body>(body: Read<Body>): Read<Located<Body>> {
  return read.object((reader) => ({
    page: reader.read('page', read.invoiceNumber),
    ...actIn(reader, body, read.participant),
  }));
}
