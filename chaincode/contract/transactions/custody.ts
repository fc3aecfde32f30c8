import { freeze, type InvoiceStatusJson, type ObjectReader, release } from '../../core/index.js';
import { requireOfficer, type Transaction } from '../transaction.js';
import { checked, invoiceNumber } from './arguments.js';
import { invoiceAt, putStatus } from './invoices.js';

const REASON_MAX = 200;

export interface FreezeArgument {
  readonly number: string;
  readonly page: string;
  readonly reason: string;
}

/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_FROZEN */
export async function freezeInvoice(
  transaction: Transaction,
  argument: FreezeArgument,
): Promise<InvoiceStatusJson> {
  requireOfficer(transaction);
  const { status } = await invoiceAt(transaction, argument.number, argument.page);
  const frozen = freeze(status, argument.reason, transaction.at);
  await putStatus(transaction, argument.number, frozen);
  transaction.emit('InvoiceFrozen', { number: argument.number, reason: argument.reason });
  return frozen;
}

/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_NOT_FROZEN */
export async function releaseInvoice(
  transaction: Transaction,
  argument: { number: string; page: string },
): Promise<InvoiceStatusJson> {
  requireOfficer(transaction);
  const { status } = await invoiceAt(transaction, argument.number, argument.page);
  const released = release(status);
  await putStatus(transaction, argument.number, released);
  transaction.emit('InvoiceReleased', { number: argument.number });
  return released;
}

export function readFreeze(reader: ObjectReader): FreezeArgument {
  return { ...readLocated(reader), reason: checked(reader.printable('reason', REASON_MAX)) };
}

export function readLocated(reader: ObjectReader): { number: string; page: string } {
  return { number: invoiceNumber(reader, 'number'), page: invoiceNumber(reader, 'page') };
}
