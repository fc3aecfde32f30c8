import { type InvoiceViewJson, statusAt } from '@fapiao-ledger/core';

/** An invoice as it stands at some height, ready to be told any number of times. */
export class CurrentInvoice {
  readonly view: InvoiceViewJson;
  #members: string | undefined;

  constructor(view: InvoiceViewJson) {
    this.view = view;
  }

  /** As it stands without any block at a moment, seconds since 1970: a lock may have ended. */
  at(moment: number): CurrentInvoice {
    const status = statusAt(this.view.status, moment);
    return status === this.view.status ? this : new CurrentInvoice({ ...this.view, status });
  }

  /**
   * JSON with the height at which it was read, in UTF-8, a character of this text for a byte: what of it does
   * not change is written once, and Node need not encode it again for every answer.
   */
  octetsAt(height: bigint): string {
    this.#members ??= membersOf(this.view);
    return `${this.#members},"height":"${height}"}`;
  }
}

function membersOf({ invoice, status }: InvoiceViewJson): string {
  return Buffer.from(JSON.stringify({ invoice, status }).slice(0, -1)).toString('latin1');
}
