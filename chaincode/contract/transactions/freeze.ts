import {
  DomainError,
  type FreezeJson,
  formatInstant,
  freeze,
  type InvoiceStatusJson,
  isInvoiceNumber,
  type ObjectReader,
  release,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, readOfficerAct, type SignedAct } from './act.js';
import { checked, invoiceNumber, when } from './arguments.js';
import { invoiceAt, putStatus } from './stored-invoices.js';

const REASON_MAX = 200;

/** The page that carries the invoice: a locator that the ledger checks, not a part of what is signed. */
type Located<Body> = SignedAct<Body> & { readonly page: string };

/** Freezes an invoice (T32). @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, INVOICE_FROZEN */
export async function freezeInvoice(
  transaction: Transaction,
  act: Located<{ readonly number: string; readonly reason: string }>,
): Promise<InvoiceStatusJson> {
  return await perform(transaction, 'freeze', act, async () => {
    const { number, reason } = act.body;
    const { status } = await invoiceAt(transaction, number, act.page);
    const frozen = freeze(status, transaction.at);
    await putStatus(transaction, number, frozen);
    const why: FreezeJson = { number, reason, officer: act.actor, at: formatInstant(transaction.at) };
    await transaction.state.put(stateKey('FREEZE', number), why);
    transaction.emit('InvoiceFrozen', { number });
    return frozen;
  });
}

/** Releases a frozen invoice (T32). @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, INVOICE_NOT_FROZEN */
export async function releaseInvoice(
  transaction: Transaction,
  act: Located<{ readonly number: string }>,
): Promise<InvoiceStatusJson> {
  return await perform(transaction, 'release', act, async () => {
    const { number } = act.body;
    const { status } = await invoiceAt(transaction, number, act.page);
    const released = release(status);
    await putStatus(transaction, number, released);
    transaction.emit('InvoiceReleased', { number });
    return released;
  });
}

/** Returns the latest freeze of an invoice, also after its release. @throws {DomainError} ROLE_REQUIRED, then INVOICE_NOT_FROZEN */
export async function readFreeze(transaction: Transaction, number: string): Promise<FreezeJson> {
  requireReader(transaction);
  const found = await transaction.state.get(stateKey('FREEZE', number));
  if (found !== undefined) return found;
  throw new DomainError('INVOICE_NOT_FROZEN', 'the invoice was never frozen');
}

export function readFreezeAct(
  reader: ObjectReader,
): Located<{ readonly number: string; readonly reason: string }> {
  return readLocated(reader, (body) => ({
    number: invoiceNumber(body, 'number'),
    reason: checked(body.printable('reason', REASON_MAX)),
  }));
}

export function readReleaseAct(reader: ObjectReader): Located<{ readonly number: string }> {
  return readLocated(reader, (body) => ({ number: invoiceNumber(body, 'number') }));
}

function readLocated<Body>(reader: ObjectReader, readBody: (body: ObjectReader) => Body): Located<Body> {
  const page = reader.value('page', when(isInvoiceNumber), 'NUMBER_FORMAT', 'an invoice number of 20 digits');
  return { ...readOfficerAct(reader, readBody), page: checked(page) };
}
