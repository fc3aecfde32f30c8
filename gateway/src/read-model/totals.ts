import { type InvoiceType, monthOf, type PageJson, regionOf } from '@fapiao-ledger/core';
import { type Amount, splitAmount } from './amounts.js';
import { ANY_RATE, ANY_SECTOR, type DayTotalRow, type TotalRow } from './total-rows.js';

type Sums = { -readonly [Name in 'count' | 'net_high' | 'net_low' | 'tax_high' | 'tax_low']: number };

/** What a sum is of. */
interface Part {
  readonly type: InvoiceType;
  readonly rate: string;
  readonly sector: string;
}

/** Amounts to add to the totals of sellers and months, and to those of counties and days. */
export class Totals {
  readonly #months = new Map<string, TotalRow & Sums>();
  readonly #days = new Map<string, DayTotalRow & Sums>();

  get months(): readonly TotalRow[] {
    return [...this.#months.values()];
  }

  get days(): readonly DayTotalRow[] {
    return [...this.#days.values()];
  }

  /** Returns the totals of the seller and day of a page. */
  ofPage({ date, seller }: Pick<PageJson, 'date' | 'seller'>): PageTotals {
    const region = regionOf(seller.code);
    const month = { month: monthOf(date), seller: seller.code, region };
    const day = { day: date, week: weekOf(date), region };
    return new PageTotals((part) => {
      const { type, rate, sector } = part;
      const ofDay = rowAt(this.#days, `${date} ${region} ${type} ${rate} ${sector}`, {
        ...day,
        ...part,
        ...NONE,
      });
      if (sector !== ANY_SECTOR) return [ofDay];
      const key = `${month.month} ${month.seller} ${type} ${rate}`;
      return [ofDay, rowAt(this.#months, key, { ...month, type, rate, ...NONE })];
    });
  }
}

const NONE = { count: 0, net_high: 0, net_low: 0, tax_high: 0, tax_low: 0 };

/** Returns a row, which is added when it is not there. */
function rowAt<Row extends Sums>(rows: Map<string, Row>, key: string, added: Row): Sums {
  const row = rows.get(key) ?? added;
  rows.set(key, row);
  return row;
}

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const DAYS_FROM_MONDAY = 3;

/** Returns the Monday of the week of a date. */
function weekOf(date: string): string {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  const monday = days - ((((days + DAYS_FROM_MONDAY) % 7) + 7) % 7);
  return new Date(monday * DAY_MS).toISOString().slice(0, 10);
}

/** The totals that the invoices of a page belong to. Looking for them once per page takes a third of the time. */
export class PageTotals {
  readonly #find: (part: Part) => readonly Sums[];
  readonly #found = new Map<string, readonly Sums[]>();

  constructor(find: (part: Part) => readonly Sums[]) {
    this.#find = find;
  }

  /** Counts an invoice whose lines have one rate and one sector. */
  addPlain(part: Part, net: Amount, tax: Amount): void {
    for (const each of cutsOf(part)) this.#add(each, 1, net, tax);
    this.#add({ ...part, rate: ANY_RATE, sector: ANY_SECTOR }, 1, net, tax);
  }

  /** Counts an invoice with several rates or sectors: at each of them once, with the amounts of its lines. */
  addMixed(
    type: InvoiceType,
    lines: readonly (Omit<Part, 'type'> & { readonly net: Amount; readonly tax: Amount })[],
    { net, tax }: { readonly net: Amount; readonly tax: Amount },
  ): void {
    const counted = new Set<string>();
    for (const { rate, sector, ...amounts } of lines) {
      for (const part of cutsOf({ type, rate, sector })) {
        const mark = `${part.rate} ${part.sector}`;
        this.#add(part, counted.has(mark) ? 0 : 1, amounts.net, amounts.tax);
        counted.add(mark);
      }
    }
    this.#add({ type, rate: ANY_RATE, sector: ANY_SECTOR }, 1, net, tax);
  }

  #add(part: Part, count: number, net: Amount, tax: Amount): void {
    const [netHigh, netLow] = splitAmount(net);
    const [taxHigh, taxLow] = splitAmount(tax);
    for (const sums of this.#sums(part)) {
      sums.count += count;
      sums.net_high += netHigh;
      sums.net_low += netLow;
      sums.tax_high += taxHigh;
      sums.tax_low += taxLow;
    }
  }

  #sums(part: Part): readonly Sums[] {
    const key = `${part.type} ${part.rate} ${part.sector}`;
    const found = this.#found.get(key) ?? this.#find(part);
    this.#found.set(key, found);
    return found;
  }
}

/** Returns the parts of a rate and a sector: both, and each alone. */
function cutsOf(part: Part): readonly Part[] {
  return [part, { ...part, sector: ANY_SECTOR }, { ...part, rate: ANY_RATE }];
}
