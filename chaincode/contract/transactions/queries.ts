import {
  ATTESTATION_KIND,
  type AttestationJson,
  DomainError,
  formatInstant,
  type InvoiceStatusJson,
  type InvoiceViewJson,
  latestMoment,
  partiesOf,
  statusAt,
} from '../../core/index.js';
import { keys } from '../keys.js';
import { requireReader, type Transaction } from '../transaction.js';
import { type Invoice, invoiceByNumber } from './invoices.js';

/** @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY */
export async function readInvoice(transaction: Transaction, number: string): Promise<InvoiceViewJson> {
  return await readable(transaction, number);
}

/**
 * An answer made to be endorsed: whoever has it, with the endorsers' signatures, can show offline
 * that they vouched for this invoice and this state at this time. Clocks may differ, so what was
 * written last may be later than the question: the answer is then as of that.
 * @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY
 */
export async function attest(transaction: Transaction, number: string): Promise<AttestationJson> {
  const { invoice, status } = await readable(transaction, number);
  const asOf = Math.max(transaction.at, latestMoment(invoice, status));
  return {
    kind: ATTESTATION_KIND,
    channel: transaction.channel,
    asOf: formatInstant(asOf),
    invoice,
    status: statusAt(status, asOf),
  };
}

export interface HistoryEntry {
  readonly transactionId: string;
  readonly at: string;
  readonly status: InvoiceStatusJson;
}

/** Every state an invoice has had since it was issued, newest first. @throws {DomainError} as `readInvoice` */
export async function readHistory(
  transaction: Transaction,
  number: string,
): Promise<readonly HistoryEntry[]> {
  await readable(transaction, number);
  const entries: HistoryEntry[] = [];
  const iterator = await transaction.history(keys.status(number));
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const { txId, timestamp, value } = next.value;
    const status = JSON.parse(Buffer.from(value).toString('utf8')) as InvoiceStatusJson;
    // The shim declares a Long here and delivers a number; text is what both have.
    const at = formatInstant(Number(timestamp.seconds.toString()));
    entries.push({ transactionId: txId, at, status });
  }
  await iterator.close();
  return entries;
}

/** What the ledger remembers of a request. @throws {DomainError} NOT_A_PARTY, then REQUEST_NOT_FOUND */
export async function readRequest(
  transaction: Transaction,
  asked: { actor: string; requestId: string },
): Promise<unknown> {
  requireReader(transaction, [asked.actor]);
  const record = await transaction.state.get(keys.request(asked.actor, asked.requestId));
  if (record !== undefined) return record;
  throw new DomainError(
    'REQUEST_NOT_FOUND',
    `the ledger has no request ${asked.requestId} of ${asked.actor}`,
  );
}

async function readable(transaction: Transaction, number: string): Promise<Invoice> {
  const found = await invoiceByNumber(transaction, number);
  requireReader(transaction, partiesOf(found));
  return found;
}
