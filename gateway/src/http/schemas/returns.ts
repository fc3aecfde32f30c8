import {
  FIGURE_PATTERN,
  FIGURE_VALUE_PATTERN,
  HEIGHT_PATTERN,
  OUTPUT_SUMS_MAX,
  RETURN_PARTS,
  SUM_PATTERN,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { LIST_MAX } from '../../read-model/index.js';
import { hash, height, instant, rate } from './documents.js';
import { cursor, limit } from './paging.js';
import { creditCode, invoiceNumber, month, officer, participant, requestId, yuan } from './text.js';

/** Returns of tax periods: what taxpayers and officers sign about them, what the ledger keeps, and what the gateway counts. */

const sum = z.string().meta({
  description: 'a sum of yuan with exactly two decimals, which may be larger than any amount',
  example: '1234.50',
  pattern: SUM_PATTERN.source,
});

const outputSum = z.strictObject({ type: z.enum(['ORDINARY', 'SPECIAL']), rate, net: sum, tax: sum });

export const figures = z
  .strictObject({
    output: z
      .array(outputSum)
      .max(OUTPUT_SUMS_MAX)
      .meta({ description: 'by type, then by rate, less what red-letter invoices of the period took back' }),
    input: sum.meta({ description: 'tax of the invoices that are confirmed for deduction in the period' }),
    transfersOut: sum.meta({ description: 'tax that red-letter invoices took back of confirmed invoices' }),
    sales: sum.meta({ description: 'net of the whole output' }),
    generalTax: sum.meta({ description: 'output tax against which input is set' }),
    levyTax: sum.meta({ description: 'output tax at levy rates' }),
    relief: sum.meta({ description: 'levy tax that is not due below the threshold' }),
    carriedIn: sum,
    carriedOut: sum,
    payable: sum,
  })
  .meta({ id: 'ReturnFigures' });

const blocks = z.string().meta({
  description: 'the number of blocks at which the figures were counted',
  example: '42',
  pattern: HEIGHT_PATTERN.source,
});

const terms = { period: month, height: blocks, list: hash, figures };

/** What a taxpayer signs when it files a return. */
export const filedTerms = z.strictObject(terms);

const figure = z
  .string()
  .meta({ description: 'the name of a figure', example: 'input', pattern: FIGURE_PATTERN.source });
const value = z.string().meta({
  description: 'a sum, or the digest of a list',
  example: '90.00',
  pattern: FIGURE_VALUE_PATTERN.source,
});

export const difference = z
  .strictObject({
    figure,
    filed: value.meta({ description: 'the figure as it was filed' }),
    computed: value.meta({ description: 'the figure as the ledger gives it' }),
  })
  .meta({ id: 'FigureDifference' });

/** What an officer signs about a return. */
export const returnDecision = z.strictObject({
  taxpayer: creditCode,
  period: month,
  terms: hash.meta({ description: 'digest of the return as it was filed' }),
  differs: difference
    .exactOptional()
    .meta({ description: 'the figure that differs; without it the return is accepted' }),
});

export const namedReturn = z.strictObject({ taxpayer: participant, period: month });

const returnState = z.enum(['FILED', 'ACCEPTED', 'DIFFERS']);

/** A return on the ledger. */
export const taxReturn = z
  .object({
    ...terms,
    taxpayer: creditCode,
    state: returnState,
    filedAt: instant,
    differs: difference.exactOptional(),
    officer: officer.exactOptional(),
    decidedAt: instant.exactOptional(),
  })
  .meta({ id: 'Return' });

export const returnResult = z
  .object({ requestId, transactionId: hash, filed: taxReturn })
  .meta({ id: 'ReturnResult' });

/** Answers and queries of the gateway. */

const next = z.string().optional().meta({ description: 'cursor of the next page; absent on the last one' });

export const returnAnswer = z
  .object({
    height,
    taxpayer: participant,
    period: month,
    computed: filedTerms.meta({ description: 'what the taxpayer would file now' }),
    filed: taxReturn.exactOptional(),
    differs: difference
      .exactOptional()
      .meta({ description: 'the first figure of that return that is counted otherwise now' }),
  })
  .meta({ id: 'ReturnAnswer' });

const returnSummary = z.object({
  taxpayer: creditCode,
  period: month,
  state: returnState,
  filedAt: instant,
  carriedOut: sum,
  payable: sum,
  taxpayerName: z.string().exactOptional().meta({ description: 'in lists of the bureau' }),
});

export const returnsPage = z
  .object({ height, returns: z.array(returnSummary), next })
  .meta({ id: 'ReturnsPage', description: 'By period, then by taxpayer.' });

const entry = z.union([
  z.object({ figure: z.literal('output'), number: invoiceNumber, net: yuan, tax: yuan }),
  z.object({ figure: z.literal('input'), number: invoiceNumber, tax: yuan }),
  z.object({ figure: z.literal('transfers'), number: invoiceNumber, red: invoiceNumber, tax: yuan }),
]);

export const returnEntriesPage = z
  .object({ height, entries: z.array(entry), next })
  .meta({ id: 'ReturnEntriesPage', description: 'By date of issue, then by number.' });

const paging = { limit: limit(LIST_MAX).optional(), cursor: cursor.optional() };

const narrowed = {
  state: returnState.optional(),
  periodFrom: month.optional().meta({ description: 'first month' }),
  periodTo: month.optional().meta({ description: 'last month' }),
};

export const ownReturnsQuery = z.strictObject({ ...narrowed, ...paging });
export const returnsQuery = z.strictObject({
  taxpayer: creditCode.optional(),
  ...narrowed,
  ...paging,
});
export const returnEntriesQuery = z.strictObject({ figure: z.enum(RETURN_PARTS), ...paging });
