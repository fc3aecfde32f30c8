import {
  type ChangedInvoice,
  type ChangeResult,
  type Fen,
  type InvoiceStatusJson,
  isInvoiceNumber,
  lock,
  type ObjectReader,
  type Operation,
  redeem,
  ruleSetOn,
  shanghaiDate,
  transfer,
  unlock,
} from '#core';
import type { Transaction } from '../transaction.js';
import { type Deciding, perform, readTaxpayerAct, type SignedAct } from './act.js';
import { amount, checked, creditCode, invoiceNumber, participant, readList } from './arguments.js';
import { taxpayerOf } from './signers.js';
import { type Invoice, invoiceAt, putStatus } from './stored-invoices.js';

/** Most invoices that change hands or state in one transaction. */
const BATCH_MAX = 100;

/** One holder's or company's statement about invoices, with the page that carries each. */
export interface LifecycleAct<Body> extends SignedAct<Body & InvoicesBody> {
  /** In the order of `body.invoices`: a locator that the ledger checks, not a part of what is signed. */
  readonly pages: readonly string[];
}

interface InvoicesBody {
  readonly invoices: readonly { readonly number: string }[];
}

/** What an operation makes of one invoice. */
type Decide = (invoice: Invoice, index: number) => InvoiceStatusJson;

export type TransferBody = { readonly to: string };
export type LockBody = { readonly company: string };
export type RedeemBody = { readonly invoices: readonly { readonly number: string; readonly amount: Fen }[] };

/**
 * Passes invoices on (T27). The receiver is looked up last, so that only the holder of the invoice learns whether the receiver is
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

/** Locks invoices for a company's claim (T27, T28). @throws {DomainError} as `change`, RULE_SET_NOT_FOUND, as core's `lock`, then TAXPAYER_NOT_FOUND for the company */
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

/** Gives up the locks of invoices (T27). @throws {DomainError} as `change`, then as core's `unlock` */
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
    redeem(status, { actor, amount: body.invoices[index]?.amount as Fen, at: transaction.at });
  return await change(transaction, 'redeem', act, () => decide);
}

/**
 * All invoices of a statement change or none does (T30).
 *
 * @param party code of a taxpayer that must be registered
 * @throws {DomainError} as `perform`, what `prepare` throws, INVOICE_NOT_FOUND, what the decision throws,
 *   TAXPAYER_NOT_FOUND for the party
 */
async function change(
  transaction: Transaction,
  operation: Operation,
  act: LifecycleAct<unknown>,
  prepare: (deciding: Deciding) => Decide,
  party?: string,
): Promise<ChangeResult> {
  return await perform(transaction, operation, act, async (deciding) => {
    const { actor, requestId, body, pages } = act;
    const decide = prepare(deciding);
    const invoices: ChangedInvoice[] = [];
    for (const [index, { number }] of body.invoices.entries()) {
      const status = decide(await invoiceAt(transaction, number, pages[index] as string), index);
      await putStatus(transaction, number, status);
      invoices.push({ number, status });
    }
    if (party !== undefined) await taxpayerOf(transaction, party);
    transaction.emit('InvoicesChanged', { operation, actor, invoices });
    return { requestId, transactionId: transaction.transactionId, invoices };
  });
}

export function readTransfer(reader: ObjectReader): LifecycleAct<TransferBody> {
  return readLifecycle(reader, (body) => ({ to: participant(body, 'to'), invoices: readNumbers(body) }));
}

export function readLock(reader: ObjectReader): LifecycleAct<LockBody> {
  return readLifecycle(reader, (body) => ({
    company: creditCode(body, 'company'),
    invoices: readNumbers(body),
  }));
}

export function readUnlock(reader: ObjectReader): LifecycleAct<unknown> {
  return readLifecycle(reader, (body) => ({ invoices: readNumbers(body) }));
}

export function readRedeem(reader: ObjectReader): LifecycleAct<RedeemBody> {
  return readLifecycle(reader, (body) => ({
    invoices: readList(body, 'invoices', BATCH_MAX, (item) => ({
      number: invoiceNumber(item, 'number'),
      amount: amount(item, 'amount'),
    })),
  }));
}

function readLifecycle<Body extends InvoicesBody>(
  reader: ObjectReader,
  readBody: (body: ObjectReader) => Body,
): LifecycleAct<Body> {
  const act = readTaxpayerAct(reader, readBody);
  // Undefined when the body is wrong in itself.
  return { ...act, pages: readPages(reader, (act.body as Body | undefined)?.invoices) };
}

/** @param invoices of the body, undefined when they are wrong in themselves */
function readPages(reader: ObjectReader, invoices: readonly unknown[] | undefined): readonly string[] {
  const pages = reader.array('pages');
  if (pages !== undefined && invoices !== undefined && pages.length !== invoices.length) {
    reader.fault('FIELD_VALUE', 'pages', 'one page per invoice is expected');
  } else if (pages?.every((page) => typeof page === 'string' && isInvoiceNumber(page)) === false) {
    reader.fault('NUMBER_FORMAT', 'pages', 'a list of invoice numbers of 20 digits is expected');
  }
  return checked(pages as readonly string[] | undefined);
}

function readNumbers(body: ObjectReader): readonly { readonly number: string }[] {
  return readList(body, 'invoices', BATCH_MAX, (item) => ({ number: invoiceNumber(item, 'number') }));
}
