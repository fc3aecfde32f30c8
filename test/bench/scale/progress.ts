import type { IssuingLedger } from '../issuing-ledger.ts';

const INTERVAL_MS = 10_000;

/** Prints at intervals how far a ledger has grown, until it is stopped. */
export class Progress {
  readonly #ledger: IssuingLedger;
  readonly #goal: number;
  readonly #timer: NodeJS.Timeout;
  #last: { readonly at: number; readonly invoices: number };

  constructor(ledger: IssuingLedger, goal: number) {
    this.#ledger = ledger;
    this.#goal = goal;
    this.#last = this.#now();
    this.#print('');
    this.#timer = setInterval(() => this.#step(), INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #now(): { readonly at: number; readonly invoices: number } {
    return { at: performance.now(), invoices: this.#ledger.invoices };
  }

  #step(): void {
    const now = this.#now();
    const rate = ((now.invoices - this.#last.invoices) * 1000) / (now.at - this.#last.at);
    this.#last = now;
    const minutes = (this.#goal - now.invoices) / rate / 60;
    this.#print(`, ${Math.round(rate)}/s, ${minutes.toFixed(1)} minutes of issuing left`);
  }

  #print(more: string): void {
    console.log(`scale: ${this.#ledger.invoices} of ${this.#goal} invoices${more}`);
  }
}
