import type { InvoiceType, ZeroRate } from '../invoice/invoice.js';
import { type Fen, parseYuan } from '../money/money.js';

/** How a seller is taxed. PERSON never issues: a person only holds invoices. */
export type TaxpayerKind = 'GENERAL' | 'SMALL_SCALE' | 'PERSON';

/** One rate: who may use it, on which invoices, and from which law. */
export interface RateRow {
  /** Stable name of the row, such as G13. */
  readonly code: string;
  /** Fraction in text, "0.13". */
  readonly rate: string;
  readonly zeroRate?: ZeroRate;
  readonly kinds: readonly TaxpayerKind[];
  readonly types: readonly InvoiceType[];
  /** First and last day of issue on which the row may be used; open when absent. */
  readonly from?: string;
  readonly to?: string;
  /** Only for sellers to whom the bureau has granted this row by name. */
  readonly byGrant?: true;
  readonly source: string;
}

/**
 * Everything a tax bureau may change about issuing, as data with a date. The ledger keeps every
 * version; an invoice names the version and hash it was judged by.
 */
export interface RuleSetJson {
  readonly version: string;
  /** First day of issue it applies to; it applies until the next version's first day. */
  readonly validFrom: string;
  readonly rates: readonly RateRow[];
  readonly linesMax: number;
  /** T16, T17, T18: yuan. */
  readonly tolerances: { readonly lineAmount: string; readonly lineTax: string; readonly invoiceTax: string };
  /** T27: after so many days a lock is open again. */
  readonly lockDays: number;
  /** How many days ahead a signed statement may end at most. */
  readonly statementDays: number;
  /** T28: whether a company may claim an invoice made out to a person. */
  readonly personTitleClaimable: boolean;
}

/** The row a line falls under, by rate and zero-rate flag; validity is judged separately. */
export function findRateRow(
  ruleSet: RuleSetJson,
  rate: string,
  zeroRate: ZeroRate | undefined,
): RateRow | undefined {
  return ruleSet.rates.find((row) => row.rate === rate && row.zeroRate === zeroRate);
}

/** Whether the row may be used on `date` (of issue) by a seller of this kind with these grants (T09). */
export function isRateAllowed(
  row: RateRow,
  { date, seller }: { date: string; seller: { kind: TaxpayerKind; rateGrants: readonly string[] } },
): boolean {
  if (row.from !== undefined && date < row.from) return false;
  if (row.to !== undefined && date > row.to) return false;
  return row.kinds.includes(seller.kind) && (row.byGrant !== true || seller.rateGrants.includes(row.code));
}

type Tolerances = Readonly<Record<keyof RuleSetJson['tolerances'], Fen>>;

/** Every line is judged by them, so their text is read once a rule set. */
const TOLERANCES = new WeakMap<RuleSetJson, Tolerances>();

/** The tolerances of a rule set in fen. @throws {ValidationError} MONEY_FORMAT when it was never checked */
export function tolerancesOf(ruleSet: RuleSetJson): Tolerances {
  const known = TOLERANCES.get(ruleSet);
  if (known !== undefined) return known;
  const { lineAmount, lineTax, invoiceTax } = ruleSet.tolerances;
  const tolerances = {
    lineAmount: parseYuan(lineAmount),
    lineTax: parseYuan(lineTax),
    invoiceTax: parseYuan(invoiceTax),
  };
  TOLERANCES.set(ruleSet, tolerances);
  return tolerances;
}
