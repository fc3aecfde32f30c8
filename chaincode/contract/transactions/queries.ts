import {
  ATTESTATION_KIND,
  type AttestationJson,
  formatInstant,
  type HistoryEntry,
  type InvoiceViewJson,
  type Json,
  latestMoment,
  REQUEST_ATTESTATION_KIND,
  type RequestAttestationJson,
  type RequestRecord,
  readStateDocument,
  stateKey,
  statusAt,
} from '#core';
import { inflate } from '../compression.js';
import { requireReader, type Transaction } from '../transaction.js';
import { type Invoice, invoiceByNumber } from './stored-invoices.js';
import { policyOf } from './stored-policy.js';

/** Returns an invoice with its current status. @throws {DomainError} ROLE_REQUIRED, then INVOICE_NOT_FOUND */
export async function readInvoice(transaction: Transaction, number: string): Promise<InvoiceViewJson> {
  return await readable(transaction, number);
}

/**
 * Returns an attestation of an invoice and its status. With the endorsers' signatures it proves offline that they attested both
 * at this time. It names the
 * bureau's check page too, so that a receipt can link to it. Clocks differ, so the last change may be later than the query. The attestation then has the time of the last
 * change.
 * @throws {DomainError} ROLE_REQUIRED, then INVOICE_NOT_FOUND
 */
export async function attest(transaction: Transaction, number: string): Promise<AttestationJson> {
  const { invoice, status } = await readable(transaction, number);
  const asOf = Math.max(transaction.at, latestMoment(invoice, status));
  const { checkPage } = await policyOf(transaction);
  return {
    kind: ATTESTATION_KIND,
    channel: transaction.channel,
    asOf: formatInstant(asOf),
    invoice,
    status: statusAt(status, asOf),
    ...(checkPage === undefined ? {} : { checkPage }),
  };
}

/** Returns every status that an invoice has had since it was issued, newest first. @throws {DomainError} as `readInvoice` */
export async function readHistory(
  transaction: Transaction,
  number: string,
): Promise<readonly HistoryEntry[]> {
  await readable(transaction, number);
  const entries: HistoryEntry[] = [];
  const iterator = await transaction.history(stateKey('STATUS', number));
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const { txId, timestamp, value } = next.value;
    const status = readStateDocument('STATUS', value, inflate);
    // The shim declares a Long here and delivers a number. Both convert to the same text.
    const at = formatInstant(Number(timestamp.seconds.toString()));
    entries.push({ transactionId: txId, at, status });
  }
  await iterator.close();
  return entries;
}

/**
 * Returns the ledger's record of a request: its answer, the request that replaced it, or none yet. A caller checks the
 * endorsers' signatures of it, so it need not trust a gateway.
 * @throws {DomainError} ROLE_REQUIRED, then NOT_FOUNDED
 */
export async function readRequest(
  transaction: Transaction,
  { actor, requestId }: { actor: string; requestId: string },
): Promise<RequestAttestationJson> {
  requireReader(transaction);
  const { ledger } = await policyOf(transaction);
  const record = await transaction.state.get(stateKey('REQUEST', actor, requestId));
  return {
    kind: REQUEST_ATTESTATION_KIND,
    ledger: ledger.id,
    contract: ledger.contract,
    asOf: formatInstant(transaction.at),
    actor,
    requestId,
    ...(record === undefined ? {} : { record: record as RequestRecord<Json> }),
  };
}

async function readable(transaction: Transaction, number: string): Promise<Invoice> {
  requireReader(transaction);
  return await invoiceByNumber(transaction, number);
}
