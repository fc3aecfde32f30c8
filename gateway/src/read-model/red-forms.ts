import { bookersOf, type InvoiceStatusJson, type RedFormJson } from '@fapiao-ledger/core';

/** A red-letter form as consecutive blocks leave it. */
export interface ChangedForm {
  /** First of these blocks that wrote it. */
  readonly block: number;
  readonly form: RedFormJson;
}

/** Whose confirmation the last red-letter form of an invoice needs besides the seller's. */
export interface AskedParties {
  readonly number: string;
  readonly sequence: number;
  /** Companies with a booking. */
  readonly bookers: ReadonlySet<string>;
  /** Whether the buyer uses the invoice. */
  readonly isUsed: boolean;
  /** Companies that had a booking after any of the blocks: they stay parties of the form. */
  readonly formerBookers: ReadonlySet<string>;
}

/** Changes of red-letter forms by consecutive blocks. However the blocks are cut into batches, all changes together are the same. */
export class RedForms {
  readonly #forms = new Map<string, ChangedForm>();
  readonly #asked = new Map<string, AskedParties>();

  get forms(): readonly ChangedForm[] {
    return [...this.#forms.values()];
  }

  get asked(): readonly AskedParties[] {
    return [...this.#asked.values()];
  }

  addForm(block: number, form: RedFormJson): void {
    const key = keyOf(form);
    this.#forms.set(key, { block: this.#forms.get(key)?.block ?? block, form });
  }

  /** A status names the last form of its invoice, if there is one. Other forms have ended, and await no company. */
  addStatus(number: string, status: InvoiceStatusJson): void {
    const { reversal, use } = status;
    if (reversal === undefined) return;
    const sequence = reversal.forms;
    const key = keyOf({ number, sequence });
    const bookers = new Set(bookersOf(status));
    const formerBookers = new Set([...(this.#asked.get(key)?.formerBookers ?? []), ...bookers]);
    this.#asked.set(key, { number, sequence, bookers, isUsed: use !== undefined, formerBookers });
  }
}

function keyOf({ number, sequence }: Pick<RedFormJson, 'number' | 'sequence'>): string {
  return `${number}/${sequence}`;
}
