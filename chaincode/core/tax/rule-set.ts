import type { InvoiceType, ZeroRate } from '../invoice/invoice.js';
import { type Fen, parseYuan } from '../money/money.js';
import type { RedLetterRules } from '../red-letter/rules.js';
import type { ReturnRules } from '../return/rules.js';
import { monthOf } from '../time.js';

/** How a taxpayer is taxed. A PERSON issues no invoices and only holds them. */
export type TaxpayerKind = 'GENERAL' | 'SMALL_SCALE' | 'PERSON';

/** A general taxpayer’s election of a levy row instead of the rates (T09). */
export type LevyElection = {
  /** Code of the row, such as L03. */
  readonly row: string;
  /** First month in which the row applies to the taxpayer, such as "2026-12". */
  readonly since: string;
};

/** One row of a rate table: a rate, which sellers may use it, on which invoices, and by which law (T09). */
export interface RateRow {
  /** Stable name of the row, such as G13. */
  readonly code: string;
  /** A fraction in text, "0.13". */
  readonly rate: string;
  readonly zeroRate?: ZeroRate;
  readonly kinds: readonly TaxpayerKind[];
  readonly types: readonly InvoiceType[];
  /** First and last day of issue in Shanghai, such as "2026-01-01"; unbounded when absent. */
  readonly from?: string;
  readonly to?: string;
  /** Present when only sellers to which the bureau granted this row may use it. */
  readonly byGrant?: true;
  /** Present when a general taxpayer uses this row only in the months for which it has elected the row. */
  readonly byElection?: true;
  /** Tax classes that the row does not apply to: prefixes of 1 to 19 digits. */
  readonly excludes?: readonly string[];
  /** The law or notice that the rate comes from. */
  readonly source: string;
}

/**
 * Everything about issuing that a tax bureau may change, as data with a first day (T05). The ledger keeps every version; an
 * invoice names the version and the hash of the rule set that judged it.
 */
export interface RuleSetJson {
  readonly version: string;
  /** First day of issue in Shanghai; the rule set applies until the first day of the next version. */
  readonly validFrom: string;
  readonly rates: readonly RateRow[];
  /** T13: most lines of one invoice. */
  readonly linesMax: number;
  /** T16, T17, T18, in yuan. */
  readonly tolerances: { readonly lineAmount: string; readonly lineTax: string; readonly invoiceTax: string };
  /** T27: days after which a lock ends. */
  readonly lockDays: number;
  /** Most days from the transaction to the end of a signed statement. */
  readonly statementDays: number;
  /** T28: whether a company may claim an invoice made out to a person. */
  readonly personTitleClaimable: boolean;
  /** T09: months after which a taxpayer may end its election of a row; `LEVY_MONTHS` when absent. */
  readonly levyMonths?: number;
  /** T31: sales of twelve months from which a small-scale seller is watched, yuan; `SMALL_SCALE_LIMIT` when absent. */
  readonly smallScaleLimit?: string;
  /** T35: types of invoices whose buyer confirms their use; SPECIAL alone when absent. */
  readonly deductibleTypes?: readonly InvoiceType[];
  /** T23 to T26; `RED_LETTER_2024` applies when absent. */
  readonly redLetter?: RedLetterRules;
  /** T38; `RETURN_RULES_2026` applies when absent. */
  readonly returns?: ReturnRules;
}

/** Returns the row that a line falls under by rate and zero-rate flag. `isRateAllowed` judges whether it may be used. */
export function findRateRow(
  ruleSet: RuleSetJson,
  rate: string,
  zeroRate: ZeroRate | undefined,
): RateRow | undefined {
  return ruleSet.rates.find((row) => row.rate === rate && row.zeroRate === zeroRate);
}

/** Facts about a seller that decide which rows it may use. */
export interface RateUser {
  readonly kind: TaxpayerKind;
  readonly rateGrants: readonly string[];
  /** The row that it has elected, if any. */
  readonly levy?: LevyElection;
}

/** Whether a row may be used on a day of issue by a seller of this kind with these grants and this election (T09). */
export function isRateAllowed(row: RateRow, { date, seller }: { date: string; seller: RateUser }): boolean {
  if (row.from !== undefined && date < row.from) return false;
  if (row.to !== undefined && date > row.to) return false;
  if (!row.kinds.includes(seller.kind)) return false;
  if (row.byElection === true && seller.kind === 'GENERAL' && !isElected(row, seller.levy, date))
    return false;
  return row.byGrant !== true || seller.rateGrants.includes(row.code);
}

function isElected({ code }: RateRow, levy: LevyElection | undefined, date: string): boolean {
  return levy?.row === code && monthOf(date) >= levy.since;
}

/** Returns the excluded prefix of a row that a tax class begins with, or undefined when the row applies to the class (T09). */
export function excludedPrefix({ excludes }: RateRow, taxClass: string): string | undefined {
  return excludes?.find((prefix) => taxClass.startsWith(prefix));
}

type Tolerances = Readonly<Record<keyof RuleSetJson['tolerances'], Fen>>;

/** Tolerances in fen by rule set. Every line is judged by them, so their text is read once per rule set. */
const TOLERANCES = new WeakMap<RuleSetJson, Tolerances>();

/** Returns the tolerances of a rule set in fen. @throws {ValidationError} MONEY_FORMAT for a rule set that was never read */
export function tolerancesOf(ruleSet: RuleSetJson): Tolerances {
  const cached = TOLERANCES.get(ruleSet);
  if (cached !== undefined) return cached;
  const { lineAmount, lineTax, invoiceTax } = ruleSet.tolerances;
  const tolerances = {
    lineAmount: parseYuan(lineAmount),
    lineTax: parseYuan(lineTax),
    invoiceTax: parseYuan(invoiceTax),
  };
  TOLERANCES.set(ruleSet, tolerances);
  return tolerances;
}
