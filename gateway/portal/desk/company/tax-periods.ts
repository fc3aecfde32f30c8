import type { ReturnsPage } from '@fapiao-ledger/client';
import {
  type InvoiceType,
  monthOf,
  monthsAfter,
  type PublishedRuleSet,
  ruleSetOn,
} from '@fapiao-ledger/core';
import { beijingToday } from '../../shared/moment.ts';
import { useAnswer } from '../lists/use-answer.ts';

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

/** Returns the deductible types of the rules in force. As long as they are not known, those of a rule set that names none. */
function typesIn(
  answer: { readonly ruleSets: readonly PublishedRuleSet[] } | undefined,
  date: string,
): readonly InvoiceType[] {
  if (answer === undefined || answer.ruleSets.length === 0) return STANDARD;
  return ruleSetOn(answer, date).ruleSet.deductibleTypes ?? STANDARD;
}

const STANDARD: readonly InvoiceType[] = ['SPECIAL'];
