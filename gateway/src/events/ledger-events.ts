import {
  type ContractEventName,
  type ContractEvents,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  invoiceOfPage,
  numbersOfPage,
  type PageJson,
  partiesOf,
} from '@fapiao-ledger/core';
import { type ChangeBlock, type ChangeTransaction, textOf } from '../stream/ledger-change.js';

/** The state of an invoice after a transaction. */
interface EventInvoice {
  readonly number: string;
  readonly state: InvoiceStatusJson['state'];
  readonly holder: string;
  readonly rest: string;
}

/** An event of one transaction, with the part that each reader may see. */
export interface LedgerEvent {
  /** Position of the transaction in its block. */
  readonly position: number;
  /** The contract's name of the event, such as InvoicesIssued. */
  readonly name: ContractEventName;
  readonly transactionId: string;
  readonly at: string;
  /** The contract's event in full, for bureau and auditors. */
  readonly detail: ContractEvents[ContractEventName];
  readonly invoices: readonly EventInvoice[];
  /** Invoices by the taxpayer that is a party to them. */
  readonly byParty: ReadonlyMap<string, readonly EventInvoice[]>;
}

/** Returns an issued invoice, which never changes. */
type InvoiceOf = (number: string) => Promise<InvoiceJson>;

/** Reads the events of blocks. Each kept block is read once for all streams. */
export class EventReader {
  readonly #invoiceOf: InvoiceOf;
  readonly #read = new WeakMap<ChangeBlock, Promise<readonly LedgerEvent[]>>();

  constructor(invoiceOf: InvoiceOf) {
    this.#invoiceOf = invoiceOf;
  }

  /** @throws {LedgerError} when an invoice that a block changed cannot be read now */
  async eventsOf(block: ChangeBlock): Promise<readonly LedgerEvent[]> {
    const cached = this.#read.get(block);
    if (cached !== undefined) return await cached;
    const events = this.#eventsOf(block);
    this.#read.set(block, events);
    events.catch(() => this.#read.delete(block));
    return await events;
  }

  async #eventsOf({ transactions }: ChangeBlock): Promise<readonly LedgerEvent[]> {
    const events: LedgerEvent[] = [];
    for (const transaction of transactions) {
      const { event, position, transactionId, timestamp: at } = transaction;
      if (event === undefined) continue;
      const detail = JSON.parse(textOf(event.payload)) as LedgerEvent['detail'];
      const actor = 'actor' in detail ? detail.actor : undefined;
      const changes = await this.#changesOf(transaction);
      const invoices = changes.map(({ number, status: { state, holder, rest } }) => ({
        number,
        state,
        holder,
        rest,
      }));
      const byParty = new Map<string, EventInvoice[]>();
      changes.forEach((change, index) => {
        // An actor that transfers an invoice or gives up its lock is no longer a party to it, and still gets the event.
        for (const party of new Set([...partiesOf(change), actor])) {
          if (party === undefined) continue;
          const own = byParty.get(party) ?? [];
          own.push(invoices[index] as EventInvoice);
          byParty.set(party, own);
        }
      });
      if ('taxpayer' in detail) byParty.set(detail.taxpayer, []);
      events.push({
        position,
        name: event.name as ContractEventName,
        transactionId,
        at,
        detail,
        invoices,
        byParty,
      });
    }
    return events;
  }

  async #changesOf({ changes: written }: ChangeTransaction): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (const change of written) {
      if (change.kind === 'PAGE') changes.push(...issuedOn(change.document));
      if (change.kind === 'STATUS') {
        const { number } = change.key;
        changes.push({ number, invoice: await this.#invoiceOf(number), status: change.document });
      }
    }
    return changes;
  }
}

interface Change {
  readonly number: string;
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}

function issuedOn(page: PageJson): readonly Change[] {
  return numbersOfPage(page).map((number) => {
    const invoice = invoiceOfPage(page, number) as InvoiceJson;
    return { number, invoice, status: initialStatus(invoice) };
  });
}
