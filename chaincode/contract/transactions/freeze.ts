import {
  DomainError,
  type FreezeJson,
  formatInstant,
  freeze,
  type InvoiceStatusJson,
  type Read,
  read,
  release,
  stateKey,
  TEXT_MAX,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { actIn, OFFICER_CODE, perform, type SignedAct } from './act.js';
import { endRunningForm } from './red-letters.js';
import { invoiceAt, putStatus } from './stored-invoices.js';

/** An act with the page of its invoice. The page is not signed, and the ledger checks it. */
type Located<Body> = SignedAct<Body> & { readonly page: string };

/** Freezes an invoice, and ends its red-letter form if one runs (T32). @throws {DomainError} as `perform`, then INVOICE_NOT_FOUND, INVOICE_FROZEN */
export async function freezeInvoice(
  transaction: Transaction,
  act: Located<{ readonly number: string; readonly reason: string }>,
): Promise<InvoiceStatusJson> {
  return await perform(transaction, 'freeze', act, async () => {
    const { number, reason } = act.body;
    const { status } = await invoiceAt(transaction, number, act.page);
    const frozen = freeze(status, transaction.at);
    await endRunningForm(transaction, { number, status });
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
  const freeze = await transaction.state.get(stateKey('FREEZE', number));
  if (freeze !== undefined) return freeze;
  throw new DomainError('INVOICE_NOT_FROZEN', 'the invoice was never frozen');
}

export const readFreezeAct: Read<Located<{ readonly number: string; readonly reason: string }>> = readLocated(
  read.record({ number: read.invoiceNumber, reason: read.printable(TEXT_MAX.reason) }),
);

export const readReleaseAct: Read<Located<{ readonly number: string }>> = readLocated(
  read.record({ number: read.invoiceNumber }),
);

function readLocated<Body>(body: Read<Body>): Read<Located<Body>> {
  return read.object((reader) => ({
    page: reader.read('page', read.invoiceNumber),
    ...actIn(reader, body, OFFICER_CODE),
  }));
}
