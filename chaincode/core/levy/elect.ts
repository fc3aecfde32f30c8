import { DomainError } from '../errors.js';
import { isRateAllowed, type LevyElection, type RuleSetJson } from '../tax/rule-set.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { monthOf, monthsAfter } from '../time.js';

/** Months after which an election may end, in a rule set that does not say (T09). */
export const LEVY_MONTHS = 36;

/** The day on which a taxpayer elects, and the rule set in force on it. */
export interface LevyDay {
  /** Day in Shanghai. */
  readonly date: string;
  readonly ruleSet: RuleSetJson;
}

/**
 * Returns a general taxpayer that has elected a levy row from this month or the next one (T09). Issuing then reads the election with the
 * taxpayer and nothing more.
 *
 * @throws {DomainError} LEVY_ELECTED, LEVY_NOT_ALLOWED, LEVY_MONTH
 */
export function electLevy(
  taxpayer: TaxpayerJson,
  { row: code, since }: LevyElection,
  { date, ruleSet }: LevyDay,
): TaxpayerJson {
  const { kind, levy } = taxpayer;
  if (levy !== undefined)
    throw new DomainError('LEVY_ELECTED', `row ${levy.row} is elected since ${levy.since} already`);
  const row = ruleSet.rates.find((each) => each.code === code);
  const elected = { kind, rateGrants: taxpayer.rateGrants ?? [], levy: { row: code, since: monthOf(date) } };
  if (kind !== 'GENERAL' || row?.byElection !== true || !isRateAllowed(row, { date, seller: elected }))
    throw new DomainError(
      'LEVY_NOT_ALLOWED',
      `a ${kind} taxpayer cannot elect row ${code} on ${date}; general taxpayers elect ${electable(ruleSet)}`,
    );
  const [first, last] = [monthOf(date), monthsAfter(monthOf(date), 1)];
  if (since < first || since > last)
    throw new DomainError('LEVY_MONTH', `an election begins in ${first} or ${last}, not in ${since}`);
  return { ...taxpayer, levy: { row: code, since } };
}

/**
 * Returns a taxpayer whose election has ended (T09).
 * @throws {DomainError} LEVY_NOT_ELECTED, LEVY_LOCKED
 */
export function endLevy({ levy, ...taxpayer }: TaxpayerJson, { date, ruleSet }: LevyDay): TaxpayerJson {
  if (levy === undefined)
    throw new DomainError('LEVY_NOT_ELECTED', `${taxpayer.code} has elected no levy row`);
  const from = levyEndsFrom(levy, ruleSet);
  if (monthOf(date) < from)
    throw new DomainError('LEVY_LOCKED', `the election since ${levy.since} may end in ${from} or later`);
  return taxpayer;
}

/** Returns the first month in which an election may end (T09). */
export function levyEndsFrom(
  { since }: Pick<LevyElection, 'since'>,
  { levyMonths }: Pick<RuleSetJson, 'levyMonths'>,
): string {
  return monthsAfter(since, levyMonths ?? LEVY_MONTHS);
}

function electable({ rates }: RuleSetJson): string {
  const codes = rates.filter(({ byElection }) => byElection === true).map(({ code }) => code);
  return codes.length === 0 ? 'no row of this rule set' : codes.join(', ');
}
