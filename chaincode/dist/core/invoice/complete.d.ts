import type { DraftJson, LineJson, TotalsJson } from './invoice.js';
/** A line as a seller may write it: amounts that follow from others may be left out. */
export type LineInput = Omit<LineJson, 'kind' | 'net' | 'tax'> & {
    readonly kind?: LineJson['kind'];
    readonly net?: string;
    readonly tax?: string;
    /** Price with tax, in place of `net`: tax is taken out of it. */
    readonly gross?: string;
};
export type DraftInput = Omit<DraftJson, 'lines' | 'totals'> & {
    readonly lines: readonly LineInput[];
    readonly totals?: TotalsJson;
};
/**
 * Fills in what follows: net from quantity and unit price or from gross, tax from net and rate, and
 * the totals, each rounded once per line, half away from zero. What is given stays as it is, and what
 * cannot be computed stays missing: the result is a draft only when the rules find it to be one.
 */
export declare function completeAmounts(input: DraftInput): DraftJson;
/** Totals as the exact sums of the lines; undefined while a line lacks an amount, or beyond any amount. */
export declare function totalsOf(lines: readonly Pick<LineInput, 'net' | 'tax'>[]): TotalsJson | undefined;
