import {
  DomainError,
  InvariantError,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  numberPlus,
  PAGE_INVOICES_MAX,
  type StoredPage,
  stateKey,
  statusAt,
} from '#core';
import type { Transaction } from '../transaction.js';

export interface Invoice {
  readonly invoice: InvoiceJson;
  /** Status at the transaction's time, without an expired lock. */
  readonly status: InvoiceStatusJson;
  readonly page: string;
}

/**
 * Returns an invoice by its number and its page. It takes two point reads, so two transactions conflict only when they concern the
 * same invoice.
 *
 * @throws {DomainError} INVOICE_NOT_FOUND, also when the page does not have the number
 */
export async function invoiceAt(transaction: Transaction, number: string, page: string): Promise<Invoice> {
  return await invoiceIn(transaction, number, await transaction.state.page(stateKey('PAGE', page)));
}

/** Returns an invoice by its number alone. Only for queries, because it looks up the page in a range. */
export async function invoiceByNumber(transaction: Transaction, number: string): Promise<Invoice> {
  const earliest =
    BigInt(number) < PAGE_INVOICES_MAX ? numberPlus(number, 0) : numberPlus(number, -PAGE_INVOICES_MAX);
  const page = await transaction.state.firstPage(stateKey('PAGE', number), stateKey('PAGE', earliest));
  return await invoiceIn(transaction, number, page);
}

/** Requires that no page begins with this number: a number leaves its segment once. @throws {InvariantError} */
export async function requireFreshPage(transaction: Transaction, first: string): Promise<void> {
  if ((await transaction.state.get(stateKey('PAGE', first))) !== undefined) {
    throw new InvariantError(`number ${first} is issued already, and its lane would issue it again`);
  }
}

export async function putStatus(
  transaction: Transaction,
  number: string,
  status: InvoiceStatusJson,
): Promise<void> {
  await transaction.state.put(stateKey('STATUS', number), status);
}

async function invoiceIn(
  transaction: Transaction,
  number: string,
  page: StoredPage | undefined,
): Promise<Invoice> {
  const invoice = page?.invoice(number);
  if (page === undefined || invoice === undefined) {
    throw new DomainError('INVOICE_NOT_FOUND', `no invoice has the number ${number}`);
  }
  const status = (await transaction.state.get(stateKey('STATUS', number))) ?? initialStatus(invoice);
  return { invoice, status: statusAt(status, transaction.at), page: page.first };
}
