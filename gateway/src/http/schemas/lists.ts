import { RATE_PATTERN, readRate, TEXT_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import {
  DIMENSIONS,
  type Dimension,
  GROUPS_MAX,
  isRegionCode,
  LIST_MAX,
  USES,
} from '../../read-model/index.js';
import { height, ownId, state } from './documents.js';
import { askedOwnId } from './own-ids.js';
import { cursor, limit } from './paging.js';
import { creditCode, date, invoiceNumber, month, participant, printable, text, yuan } from './text.js';

/** Queries and answers of lists and statistics. */

const SECTOR = /^[1-9]$/;

const type = z.enum(['ORDINARY', 'SPECIAL']);

export const region = text('FIELD_VALUE', isRegionCode, {
  description: 'a region of GB/T 2260: 2 digits of a province, 4 of a city, 6 of a county',
  example: '4403',
  pattern: '^([0-9]{2}){1,3}$',
});

const rate = text('RATE_FORMAT', (value) => readRate(value) !== undefined, {
  description: 'a tax rate as a fraction',
  example: '0.13',
  pattern: RATE_PATTERN.source,
});

const sector = text('FIELD_VALUE', (value) => SECTOR.test(value), {
  description: 'a sector: the first digit of a tax class',
  example: '3',
  pattern: SECTOR.source,
});

/** Filters for taxpayers and for the bureau. */
const narrowed = {
  dateFrom: date.optional(),
  dateTo: date.optional(),
  amountFrom: yuan.optional().meta({ description: 'smallest gross' }),
  amountTo: yuan.optional().meta({ description: 'largest gross' }),
  state: state.optional(),
  rate: rate.optional(),
  type: type.optional(),
  ref: askedOwnId.optional(),
  text: printable(TEXT_MAX.name, '示例').optional().meta({
    description: 'a part of the seller’s name, the buyer’s name or the own id',
  }),
  limit: limit(LIST_MAX).optional(),
  cursor: cursor.optional(),
};

export const ownInvoicesQuery = z.strictObject({
  role: z.enum(['seller', 'buyer', 'holder', 'company']).meta({
    description: 'role of the caller: `company` has locked the invoice or booked an amount of it',
  }),
  seller: creditCode.optional(),
  buyer: creditCode.optional(),
  use: z.enum(USES).optional().meta({
    description: 'what the buyer has confirmed: `AWAITED` is not confirmed yet, and not reversed whole',
  }),
  ...narrowed,
});

export const invoicesQuery = z.strictObject({
  number: invoiceNumber.optional(),
  seller: creditCode.optional(),
  buyer: creditCode.optional(),
  holder: participant.optional(),
  company: creditCode.optional(),
  region: region.optional(),
  sector: sector.optional(),
  ...narrowed,
});

export const statisticsQuery = z.strictObject({
  by: text('FIELD_VALUE', (value) => dimensionsOf(value) !== undefined, {
    description: `distinct dimensions separated by commas: ${DIMENSIONS.join(', ')}; \`week\` is its Monday, \`sector\` the first digit of a tax class, \`taxpayer\` the seller. Days, weeks and sectors are not summed up for single sellers`,
    example: 'month,province',
  }).optional(),
  monthFrom: month.optional(),
  monthTo: month.optional(),
  region: region.optional(),
  seller: creditCode.optional(),
  rate: rate.optional(),
  sector: sector.optional(),
  type: type.optional(),
  limit: limit(GROUPS_MAX).optional(),
  cursor: cursor.optional(),
});

/** Returns the dimensions of a text such as "month,province"; undefined when one is unknown or occurs twice. */
export function dimensionsOf(value: string): readonly Dimension[] | undefined {
  const names = value.split(',');
  const dimensions = names.flatMap((name) => DIMENSIONS.find((dimension) => dimension === name) ?? []);
  return new Set(dimensions).size === names.length ? dimensions : undefined;
}

export const named = z.object({ code: creditCode, name: z.string() });

export const namedBuyer = z.object({
  type: z.enum(['ENTERPRISE', 'BODY', 'PERSON']),
  code: creditCode.optional(),
  name: z.string().optional(),
});

const summary = z
  .object({
    number: invoiceNumber,
    profile: z.enum(['SHENZHEN_2018', 'DIGITAL']),
    type,
    date,
    seller: named,
    buyer: namedBuyer,
    rates: z.array(rate),
    totals: z.object({ net: yuan, tax: yuan, gross: yuan }),
    state,
    holder: participant,
    rest: yuan.meta({ description: 'gross amount that is not redeemed yet' }),
    ref: ownId.exactOptional(),
    use: z
      .object({ purpose: z.enum(['DEDUCTION', 'NO_DEDUCTION']), period: month })
      .exactOptional()
      .meta({ description: 'what the buyer uses the invoice for, and in which tax period' }),
  })
  .meta({ id: 'InvoiceSummary' });

export const next = z
  .string()
  .optional()
  .meta({ description: 'cursor of the next page; absent on the last one' });

export const invoicesPage = z
  .object({ height, invoices: z.array(summary), next })
  .meta({ id: 'InvoicesPage', description: 'Newest first: by date, then by number.' });

export const exportQuery = invoicesQuery.omit({ limit: true, cursor: true });

export const exportLine = z
  .union([summary, z.object({ height, count: z.int() })])
  .meta({ id: 'ExportLine', description: 'An invoice, newest first. The last line has count and height.' });

const sum = z.string().meta({ description: 'yuan, of any size', pattern: '^-?[0-9]+\\.[0-9]{2}$' });
const sums = z.object({ count: z.int(), net: sum, tax: sum, gross: sum });

export const statisticsPage = z
  .object({
    height,
    groups: z.array(
      sums.extend({
        month: month.optional(),
        week: date.optional(),
        day: date.optional(),
        type: type.optional(),
        sector: sector.optional(),
        province: z.string().optional(),
        city: z.string().optional(),
        county: z.string().optional(),
        rate: rate.optional(),
        taxpayer: creditCode.optional(),
        provinceName: z.object({ zh: z.string(), en: z.string() }).optional(),
        taxpayerName: z.string().optional(),
      }),
    ),
    total: sums.meta({ description: 'over the groups of all pages; each invoice counts once' }),
    next,
  })
  .meta({
    id: 'Statistics',
    description: 'Grouped by rate or sector, an invoice with lines at several of them counts at each.',
  });
