import { type InvoiceViewJson, statusAt } from '@fapiao-ledger/core';

/** An invoice and its state at a height, encoded once for many answers. */
export class CurrentInvoice {
  readonly view: InvoiceViewJson;
  #members: string | undefined;

  constructor(view: InvoiceViewJson) {
    this.view = view;
  }

  /** Returns the invoice at a moment, in seconds since 1970, without further blocks: a lock may have ended. */
  at(moment: number): CurrentInvoice {
    const status = statusAt(this.view.status, moment);
    return status === this.view.status ? this : new CurrentInvoice({ ...this.view, status });
  }

  /**
   * Returns JSON with the height at which it was read, in UTF-8, one character of this text per byte. The constant
   * part is encoded once, so Node does not encode it for each answer.
   */
  octetsAt(height: bigint): string {
    this.#members ??= membersOf(this.view);
    return `${this.#members},"height":"${height}"}`;
  }
}

function membersOf({ invoice, status }: InvoiceViewJson): string {
  return Buffer.from(JSON.stringify({ invoice, status }).slice(0, -1)).toString('latin1');
}
