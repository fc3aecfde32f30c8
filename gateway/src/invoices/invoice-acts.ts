import {
  type ContractEventName,
  type ContractEvents,
  type HistoryEntry,
  InvariantError,
  type InvoiceAct,
  type InvoiceActsPage,
  type IssueRecord,
  ValidationError,
} from '@fapiao-ledger/core';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type ChangeTransaction, changesIn, textOf } from '../stream/ledger-change.js';
import type { InvoiceReader } from './invoice-reader.js';

type Request = InvoiceAct['requests'][number];

interface ActsPaging {
  readonly limit: number;
  /** Transaction of the last act of the page before. */
  readonly after?: string;
}

/** A transaction of an invoice, and the state that it left; undefined for the one that issued it. */
type Step = Pick<HistoryEntry, 'transactionId'> & Partial<HistoryEntry>;

/** Reads what was done with an invoice, with the blocks that carry it and the requests that ordered it. */
export class InvoiceActs {
  readonly #invoices: InvoiceReader;
  readonly #ledger: Pick<LedgerClient, 'blockOf'>;

  constructor(invoices: InvoiceReader, ledger: Pick<LedgerClient, 'blockOf'>) {
    this.#invoices = invoices;
    this.#ledger = ledger;
  }

  /**
   * Returns the acts about an invoice, newest first; the last one issued it.
   * @throws {DomainError} INVOICE_NOT_FOUND, then {ValidationError} FIELD_VALUE at /after
   */
  async of(number: string, { limit, after }: ActsPaging): Promise<Omit<InvoiceActsPage, 'height'>> {
    const { invoice } = await this.#invoices.view(number);
    const history = await this.#invoices.history(number);
    const steps: readonly Step[] = [...history, { transactionId: invoice.transactionId }];
    const start = after === undefined ? 0 : placeAfter(steps, after);
    const shown = steps.slice(start, start + limit);
    const acts: InvoiceAct[] = [];
    // One block at a time: a block has up to several megabytes.
    for (const step of shown) acts.push(await this.#actOf(number, step));
    const last = shown.at(-1);
    const hasMore = start + limit < steps.length;
    return { acts, ...(hasMore && last !== undefined && { next: last.transactionId }) };
  }

  async #actOf(number: string, { transactionId, status }: Step): Promise<InvoiceAct> {
    const block = await this.#ledger.blockOf(transactionId);
    const transaction =
      block && changesIn(block).transactions.find((each) => each.transactionId === transactionId);
    if (block === undefined || transaction?.event === undefined)
      throw new InvariantError(`no block has the transaction ${transactionId} of the history of ${number}`);
    const { event, timestamp } = transaction;
    const detail = JSON.parse(textOf(event.payload)) as ContractEvents[ContractEventName];
    return {
      transactionId,
      block: String(block.number),
      at: `${timestamp.slice(0, 19)}Z`,
      event: event.name as ContractEventName,
      ...('operation' in detail && { operation: detail.operation }),
      requests: requestsIn(transaction, number),
      ...(status !== undefined && { status }),
    };
  }
}

/** @throws {ValidationError} FIELD_VALUE when the invoice has no such transaction */
function placeAfter(steps: readonly Step[], after: string): number {
  const place = steps.findIndex(({ transactionId }) => transactionId === after);
  if (place >= 0) return place + 1;
  const message = 'not a transaction of this invoice: take `next` of the page before';
  throw new ValidationError([{ code: 'FIELD_VALUE', path: '/after', message }]);
}

/** Returns the requests that a transaction performed. Of a page of many requests it is the one that issued the invoice. */
function requestsIn({ changes }: ChangeTransaction, number: string): readonly Request[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'REQUEST' || change.value === undefined) return [];
    const { actor, requestId } = change.key;
    return isAbout(change.document as IssueRecord, number) ? [{ actor, requestId }] : [];
  });
}

/** Returns whether a request may be about an invoice: one that issued invoices is about those alone. */
function isAbout(record: IssueRecord, number: string): boolean {
  if ('replacedBy' in record) return false;
  const { first, count } = record.result as Partial<IssueRecordResult>;
  if (first === undefined || count === undefined) return true;
  const place = BigInt(number) - BigInt(first);
  return place >= 0n && place < BigInt(count);
}

type IssueRecordResult = Extract<IssueRecord, { readonly result: unknown }>['result'];
