import { type InvoiceType, monthOf, type PageJson, regionOf } from '@fapiao-ledger/core';
import { type Amount, splitAmount } from './amounts.js';
import { ANY_RATE, type TotalRow } from './tables.js';

type Sums = { -readonly [Name in 'count' | 'net_high' | 'net_low' | 'tax_high' | 'tax_low']: number };

/** Amounts to add to the totals of sellers and months. */
export class MonthTotals {
  readonly #rows = new Map<string, TotalRow & Sums>();

  get rows(): readonly TotalRow[] {
    return [...this.#rows.values()];
  }

  /** Returns the totals of the seller and month of a page, by type and rate. */
  ofPage({ date, seller }: Pick<PageJson, 'date' | 'seller'>): PageTotals {
    const place = { month: monthOf(date), seller: seller.code, region: regionOf(seller.code) };
    return new PageTotals((type, rate) => {
      const key = `${place.month} ${place.seller} ${type} ${rate}`;
      const none = { count: 0, net_high: 0, net_low: 0, tax_high: 0, tax_low: 0 };
      const row = this.#rows.get(key) ?? { ...place, type, rate, ...none };
      this.#rows.set(key, row);
      return row;
    });
  }
}

/** The totals that the invoices of a page belong to. Looking for them once per page takes a third of the time. */
export class PageTotals {
  readonly #find: (type: InvoiceType, rate: string) => Sums;
  readonly #found = new Map<string, Sums>();

  constructor(find: (type: InvoiceType, rate: string) => Sums) {
    this.#find = find;
  }

  /** Counts an invoice as a whole. */
  addInvoice(type: InvoiceType, net: Amount, tax: Amount): void {
    this.addAtRate(type, ANY_RATE, net, tax);
    this.count(type, ANY_RATE);
  }

  /** Counts an invoice at one of its rates. */
  count(type: InvoiceType, rate: string): void {
    this.#sums(type, rate).count += 1;
  }

  /** Adds amounts at a rate, such as those of a line. */
  addAtRate(type: InvoiceType, rate: string, net: Amount, tax: Amount): void {
    const sums = this.#sums(type, rate);
    const [netHigh, netLow] = splitAmount(net);
    const [taxHigh, taxLow] = splitAmount(tax);
    sums.net_high += netHigh;
    sums.net_low += netLow;
    sums.tax_high += taxHigh;
    sums.tax_low += taxLow;
  }

  #sums(type: InvoiceType, rate: string): Sums {
    const key = `${type} ${rate}`;
    const found = this.#found.get(key) ?? this.#find(type, rate);
    this.#found.set(key, found);
    return found;
  }
}
