import { domainDigest } from '../commitment/digest.js';
import { DomainError, ValidationError } from '../errors.js';
import { canonicalJson } from '../json/canonical.js';
import type { RuleSetJson } from '../tax/rule-set.js';
import { requirePeriodOver } from '../taxpayer/policy.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { formatInstant, monthsAfter, shanghaiDate } from '../time.js';
import {
  type CountedFigures,
  type FigureDifference,
  figureNamed,
  type ReturnFiguresJson,
  requireFigures,
} from './figures.js';

/** What a taxpayer signs when it files a return. */
export interface FiledTerms extends CountedFigures {
  /** The tax period, such as "2026-03". */
  readonly period: string;
  /** Number of blocks at which the figures were counted. */
  readonly height: string;
  readonly list: string;
  readonly figures: ReturnFiguresJson;
}

/** State of a return. A return that DIFFERS from the ledger may be filed again. */
export type ReturnState = 'FILED' | 'ACCEPTED' | 'DIFFERS';

/** A return on the ledger (T37). */
export interface ReturnJson extends FiledTerms {
  readonly taxpayer: string;
  readonly state: ReturnState;
  readonly filedAt: string;
  /** What the bureau has computed differently. */
  readonly differs?: FigureDifference;
  /** Code of the officer that decided. */
  readonly officer?: string;
  readonly decidedAt?: string;
}

/** The periods that a taxpayer has filed. No use is confirmed in them any more. */
export interface FilingJson {
  readonly taxpayer: string;
  /** The last period of a return that was ever filed. */
  readonly through: string;
}

/** Facts of the ledger for the filing of a return. */
export interface FilingContext {
  readonly taxpayer: Pick<TaxpayerJson, 'code' | 'kind'>;
  /** Absent before the first return. */
  readonly filing?: FilingJson;
  /** The return of the same period, when one was filed. */
  readonly filed?: ReturnJson;
  /** The return of the period before. */
  readonly before?: ReturnJson;
  /** Whether the taxpayer had credit in the period before. */
  readonly issuedBefore?: boolean;
  /** The rule set in force. */
  readonly ruleSet: RuleSetJson;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
}

/**
 * Returns a return that a taxpayer files, and the periods that are filed with it (T37). Periods follow each other without a gap, and each
 * waits until the one before is accepted, because it begins with what that one carries over.
 *
 * @throws {DomainError} ROLE_REQUIRED, PERIOD_NOT_OVER, RETURN_FILED, RETURN_ORDER
 * @throws {ValidationError} RETURN_FIGURES
 */
export function fileReturn(
  terms: FiledTerms,
  context: FilingContext,
): { readonly filing: FilingJson; readonly filed: ReturnJson } {
  const { taxpayer, ruleSet, before, at } = context;
  const { period, height, list, figures } = terms;
  if (taxpayer.kind === 'PERSON')
    throw new DomainError('ROLE_REQUIRED', 'a person files no return; only enterprises do');
  requirePeriodOver(period, shanghaiDate(at));
  requireTurn(period, context);
  const carriedIn = before?.figures.carriedOut ?? '0.00';
  requireFigures(figures, { kind: taxpayer.kind, period, ruleSet, carriedIn });
  const { code } = taxpayer;
  return {
    filing: { taxpayer: code, through: period },
    filed: { taxpayer: code, period, height, list, figures, state: 'FILED', filedAt: formatInstant(at) },
  };
}

/** Returns the digest of a return as it was filed: the officer that decides signs it. */
export function returnTermsDigest({
  taxpayer,
  period,
  height,
  list,
  figures,
}: FiledTerms & Pick<ReturnJson, 'taxpayer'>): string {
  return domainDigest('return', canonicalJson({ taxpayer, period, height, list, figures }));
}

/** An officer's decision about a return. Without a difference the return is accepted. */
export interface ReturnDecision {
  readonly officer: string;
  /** As `returnTermsDigest` returns it. */
  readonly terms: string;
  readonly differs?: FigureDifference;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
}

/**
 * Returns a return that the bureau accepts, or of which it names a figure that differs (T39).
 *
 * @throws {DomainError} RETURN_DECIDED, RETURN_TERMS
 * @throws {ValidationError} FIELD_VALUE when the return does not have the figure, or when it does not differ
 */
export function decideReturn(filed: ReturnJson, { officer, terms, differs, at }: ReturnDecision): ReturnJson {
  if (filed.state !== 'FILED')
    throw new DomainError('RETURN_DECIDED', `the return of ${filed.period} is decided: ${filed.state}`);
  if (terms !== returnTermsDigest(filed))
    throw new DomainError('RETURN_TERMS', 'another return of the period was filed since; read it again');
  const decided = { ...filed, officer, decidedAt: formatInstant(at) };
  if (differs === undefined) return { ...decided, state: 'ACCEPTED' };
  requireDifference(filed, differs);
  return { ...decided, state: 'DIFFERS', differs };
}

/** Requires that a decision names a figure as it was filed, and another value of it. */
function requireDifference(filed: ReturnJson, { figure, filed: named, computed }: FigureDifference): void {
  const value = figureNamed(filed, figure);
  if (named !== value) throw wrongDifference('filed', `the return has ${value} as ${figure}, not ${named}`);
  if (computed === named) throw wrongDifference('computed', `${figure} does not differ from ${named}`);
}

function wrongDifference(field: 'filed' | 'computed', message: string): ValidationError {
  return new ValidationError([{ code: 'FIELD_VALUE', path: `/body/differs/${field}`, message }]);
}

function requireTurn(period: string, { filing, filed, before, issuedBefore }: FilingContext): void {
  if (filed !== undefined) {
    if (filed.state === 'DIFFERS') return;
    throw new DomainError('RETURN_FILED', `the return of ${period} is filed: ${filed.state}`);
  }
  if (filing === undefined) {
    if (issuedBefore !== true) return;
    throw new DomainError(
      'RETURN_ORDER',
      `the seller had credit in ${monthsAfter(period, -1)} already; file that month first`,
    );
  }
  const next = monthsAfter(filing.through, 1);
  if (period !== next)
    throw new DomainError('RETURN_ORDER', `returns are filed in order; the next one is of ${next}`);
  if (before?.state !== 'ACCEPTED')
    throw new DomainError('RETURN_ORDER', `the return of ${filing.through} is not accepted yet; wait for it`);
}
