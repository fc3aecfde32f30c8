import type { ReturnsPage } from '@fapiao-ledger/client';
import {
  type InvoiceJson,
  type InvoiceType,
  monthOf,
  monthsAfter,
  type PublishedRuleSet,
} from '@fapiao-ledger/core';
import { beijingToday } from '../../shared/moment.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { rulesOn } from '../rules-on.ts';

/** The tax periods in which a use can be confirmed, and the types of invoices whose tax is deducted. */
export interface TaxPeriods {
  /** Last period that is filed; undefined when none is. */
  readonly filedThrough: string | undefined;
  /** Open periods, the present month first. */
  readonly open: readonly string[];
  readonly deductibleTypes: readonly InvoiceType[];
}

/** Periods that are offered when no return is filed yet. */
const OFFERED = 12;

export function useTaxPeriods(): TaxPeriods {
  const returns = useAnswer<ReturnsPage>('/returns?limit=200');
  const rules = useAnswer<{ ruleSets: readonly PublishedRuleSet[] }>('/rule-sets');
  const filedThrough = returns.answer?.returns.at(-1)?.period;
  const today = beijingToday();
  const month = monthOf(today);
  const open = Array.from({ length: OFFERED }, (_, back) => monthsAfter(month, -back)).filter(
    (period) => filedThrough === undefined || period > filedThrough,
  );
  return { filedThrough, open, deductibleTypes: typesIn(rules.answer, today) };
}

/** Returns the periods in which the use of all these invoices can be confirmed: none before the month of the newest one. */
export function periodsFor(
  { open }: Pick<TaxPeriods, 'open'>,
  invoices: readonly Pick<InvoiceJson, 'date'>[],
): readonly string[] {
  return open.filter((period) => invoices.every(({ date }) => period >= monthOf(date)));
}

/** Returns the deductible types of the rules in force. As long as there are none, those of a rule set that names none. */
function typesIn(
  answer: { readonly ruleSets: readonly PublishedRuleSet[] } | undefined,
  date: string,
): readonly InvoiceType[] {
  return rulesOn(answer?.ruleSets ?? [], date)?.deductibleTypes ?? STANDARD;
}

const STANDARD: readonly InvoiceType[] = ['SPECIAL'];
