import {
  type ChangedInvoice,
  type ChangeResult,
  confirmUse,
  Faults,
  type Fen,
  type InvoiceStatusJson,
  isInvoiceNumber,
  type Json,
  lock,
  ObjectReader,
  type Operation,
  Place,
  parseYuan,
  present,
  type Read,
  read,
  redeem,
  requireKeyAmounts,
  revokeUse,
  ruleSetOn,
  shanghaiDate,
  transfer,
  type UsePurpose,
  unlock,
} from '#core';
import type { Transaction } from '../transaction.js';
import { actIn, type Deciding, perform, type SignedAct } from './act.js';
import { filedThroughOf } from './returns.js';
import { taxpayerOf } from './signers.js';
import { type Invoice, invoiceAt, putStatus } from './stored-invoices.js';

/** Most invoices that one transaction changes. */
const BATCH_MAX = 100;

/** A holder's or company's statement about invoices, with the page that has each of them. */
export interface LifecycleAct<Body> extends SignedAct<Body & InvoicesBody> {
  /** First numbers of the pages, in the order of `body.invoices`. They are not signed, and the ledger checks them. */
  readonly pages: readonly string[];
}

interface InvoicesBody {
  readonly invoices: readonly { readonly number: string; readonly amount?: Fen }[];
}

/** Returns the new status of an invoice by an operation. */
type Decide = (invoice: Invoice, index: number) => InvoiceStatusJson;

export type TransferBody = { readonly to: string };
export type LockBody = { readonly company: string };
export type UseBody = { readonly purpose: UsePurpose; readonly period: string };
export type RedeemBody = { readonly invoices: readonly { readonly number: string; readonly amount: Fen }[] };

/**
 * Transfers invoices (T27). The receiver is looked up last, so that only the holder of the invoice learns whether the receiver is
 * registered.
 * @throws {DomainError} as `change`, then as core's `transfer`, then TAXPAYER_NOT_FOUND for the new holder
 */
export async function transferInvoices(
  transaction: Transaction,
  act: LifecycleAct<TransferBody>,
): Promise<ChangeResult> {
  const { to } = act.body;
  const decide: Decide = ({ status }) => transfer(status, act.actor, to);
  return await change(transaction, 'transfer', act, () => decide, to);
}

/**
 * Locks invoices for a company's claim (T27, T28).
 * @throws {DomainError} as `change`, RULE_SET_NOT_FOUND, as core's `lock`, then TAXPAYER_NOT_FOUND for the company
 */
export async function lockInvoices(
  transaction: Transaction,
  act: LifecycleAct<LockBody>,
): Promise<ChangeResult> {
  const { actor } = act;
  const { company } = act.body;
  const prepare = ({ policy }: Deciding): Decide => {
    const { lockDays, personTitleClaimable } = ruleSetOn(policy, shanghaiDate(transaction.at)).ruleSet;
    const claim = { actor, company, at: transaction.at, lockDays, personTitleClaimable };
    return ({ invoice, status }) => lock(invoice, status, claim);
  };
  return await change(transaction, 'lock', act, prepare, company);
}

/** Releases the locks of invoices (T27). @throws {DomainError} as `change`, then as core's `unlock` */
export async function unlockInvoices(
  transaction: Transaction,
  act: LifecycleAct<unknown>,
): Promise<ChangeResult> {
  const decide: Decide = ({ status }) => unlock(status, act.actor);
  return await change(transaction, 'unlock', act, () => decide);
}

/** Books amounts of invoices (T29). @throws {DomainError} as `change`, then as core's `redeem` */
export async function redeemInvoices(
  transaction: Transaction,
  act: LifecycleAct<RedeemBody>,
): Promise<ChangeResult> {
  const { actor, body } = act;
  const decide: Decide = ({ status }, index) =>
    redeem(status, {
      actor,
      amount: present(body.invoices[index], `invoice ${index} of the act`).amount,
      at: transaction.at,
    });
  return await change(transaction, 'redeem', act, () => decide);
}

/** Confirms the use of invoices (T35). @throws {DomainError} as `change`, RULE_SET_NOT_FOUND, then as core's `confirmUse` */
export async function confirmUseOfInvoices(
  transaction: Transaction,
  act: LifecycleAct<UseBody>,
): Promise<ChangeResult> {
  const { actor, body } = act;
  const { purpose, period } = body;
  const prepare = async ({ policy }: Deciding): Promise<Decide> => {
    const { ruleSet } = ruleSetOn(policy, shanghaiDate(transaction.at));
    const filedThrough = await filedThroughOf(transaction, actor);
    const use = { actor, purpose, period, at: transaction.at, filedThrough };
    return ({ invoice, status }) => confirmUse(invoice, status, use, ruleSet);
  };
  return await change(transaction, 'confirm-use', act, prepare);
}

/** Revokes confirmations of use (T35). @throws {DomainError} as `change`, then as core's `revokeUse` */
export async function revokeUseOfInvoices(
  transaction: Transaction,
  act: LifecycleAct<unknown>,
): Promise<ChangeResult> {
  const prepare = async (): Promise<Decide> => {
    const filedThrough = await filedThroughOf(transaction, act.actor);
    return ({ invoice, status }) => revokeUse(invoice, status, act.actor, filedThrough);
  };
  return await change(transaction, 'revoke-use', act, prepare);
}

/**
 * Changes all invoices of a statement or none (T30).
 *
 * @param party code of a taxpayer that must be registered
 * @throws {DomainError} as `perform`, the errors of `prepare`, INVOICE_NOT_FOUND, the errors of the decision, KEY_AMOUNT,
 *   TAXPAYER_NOT_FOUND for the party
 */
async function change(
  transaction: Transaction,
  operation: Operation,
  act: LifecycleAct<unknown>,
  prepare: (deciding: Deciding) => Decide | Promise<Decide>,
  party?: string,
): Promise<ChangeResult> {
  return await perform(transaction, operation, act, async (deciding) => {
    const { actor, requestId, body, pages } = act;
    const decide = await prepare(deciding);
    const invoices: ChangedInvoice[] = [];
    for (const [index, { number, amount }] of body.invoices.entries()) {
      const page = present(pages[index], `page ${index} of the act`);
      const found = await invoiceAt(transaction, number, page);
      const status = decide(found, index);
      // After the decision: a stranger may not learn by the bound of its own key what an invoice is worth.
      const { gross } = found.invoice.totals;
      if (deciding.key !== undefined) requireKeyAmounts(deciding.key, [amount ?? parseYuan(gross)], index);
      await putStatus(transaction, number, status);
      invoices.push({ number, status });
    }
    if (party !== undefined) await taxpayerOf(transaction, party);
    transaction.emit('InvoicesChanged', { operation, actor, invoices });
    return { requestId, transactionId: transaction.transactionId, invoices };
  });
}

const INVOICES = read.entries(read.record({ number: read.invoiceNumber }), BATCH_MAX);

export const readTransfer: Read<LifecycleAct<TransferBody>> = readLifecycle(
  read.record({ to: read.participant, invoices: INVOICES }),
);

export const readLock: Read<LifecycleAct<LockBody>> = readLifecycle(
  read.record({ company: read.creditCode, invoices: INVOICES }),
);

export const readUse: Read<LifecycleAct<UseBody>> = readLifecycle(
  read.record({
    purpose: read.oneOf('DEDUCTION', 'NO_DEDUCTION'),
    period: read.month,
    invoices: INVOICES,
  }),
);

export const readUseRevocation: Read<LifecycleAct<unknown>> = readLifecycle(
  read.record({ invoices: INVOICES }),
);

export const readUnlock: Read<LifecycleAct<unknown>> = readLifecycle(read.record({ invoices: INVOICES }));

export const readRedeem: Read<LifecycleAct<RedeemBody>> = readLifecycle(
  read.record({
    invoices: read.entries(read.record({ number: read.invoiceNumber, amount: read.amount }), BATCH_MAX),
  }),
);

function readLifecycle<Body extends InvoicesBody>(body: Read<Body>): Read<LifecycleAct<Body>> {
  return read.object((reader) => {
    const act = actIn(reader, body, read.participant);
    return { ...act, pages: reader.read('pages', pagesOf(invoiceCountOf(act.signedBody))) };
  });
}

/** Returns the number of invoices in a body, also when they have faults. */
function invoiceCountOf(body: Json | undefined): number | undefined {
  const reader = ObjectReader.of(body, new Place(new Faults(), ''));
  return reader?.read('invoices', read.entries(read.anything, BATCH_MAX))?.length;
}

/** Returns a reader of one page per invoice. @param count number of invoices; undefined when their list cannot be read */
function pagesOf(count: number | undefined): Read<readonly string[]> {
  return (value, at, step) => {
    const pages = read.array(value, at, step);
    if (pages === undefined) return undefined;
    if (count !== undefined && pages.length !== count) {
      return at.fault('FIELD_VALUE', step, 'one page per invoice is expected');
    }
    if (pages.every(isNumber)) return pages;
    return at.fault('NUMBER_FORMAT', step, 'a list of invoice numbers of 20 digits is expected');
  };
}

function isNumber(page: unknown): page is string {
  return typeof page === 'string' && isInvoiceNumber(page);
}
