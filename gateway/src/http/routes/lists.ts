import { parseYuan } from '@fapiao-ledger/core';
import type { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { InvoiceFilter } from '../../read-model/index.js';
import type { Lists, Page } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import {
  dimensionsOf,
  exportLine,
  exportQuery,
  invoicesPage,
  invoicesQuery,
  ownInvoicesQuery,
  statisticsPage,
  statisticsQuery,
} from '../schemas/lists.js';

export const LINES = 'application/x-ndjson';
const LIMIT = 50;
const GROUPS_LIMIT = 200;

const listed = inJson(200, 'A page of the list, and the height for which it is exact', invoicesPage);

/** Returns the routes for lists and statistics: of its own invoices for a taxpayer, of all for the bureau. */
export function listRoutes(lists: Lists): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/invoices',
      area: 'Invoices',
      access: 'taxpayer',
      summary: 'List the caller’s own invoices, newest first',
      queryFields: ownInvoicesQuery,
      answer: listed,
      refusals: REFUSALS,
      handle: async ({ caller, query: { role, ...query } }) =>
        ok(await lists.invoices({ ...filterOf(query), [role]: caller.code }, pageOf(query, LIMIT))),
    }),
    route({
      method: 'get',
      path: '/v1/bureau/invoices',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'List the invoices of all taxpayers, newest first',
      queryFields: invoicesQuery,
      answer: listed,
      refusals: [...REFUSALS, 'NUMBER_FORMAT', 'CREDIT_CODE_INVALID'],
      handle: async ({ caller, query }) => {
        requireOverseer(caller);
        return ok(await lists.invoices(filterOf(query), pageOf(query, LIMIT)));
      },
    }),
    route({
      method: 'get',
      path: '/v1/bureau/export',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Export all invoices that match a filter, one per line',
      queryFields: exportQuery,
      answer: {
        status: 200,
        description:
          'The whole list. The last line has the height and the number of invoices; without it the list is incomplete.',
        content: { type: LINES, schema: exportLine },
      },
      refusals: [...REFUSALS, 'NUMBER_FORMAT', 'CREDIT_CODE_INVALID'],
      handle: async ({ caller, query }) => {
        requireOverseer(caller);
        return { type: LINES, chunks: lists.everyInvoice(filterOf(query)) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/bureau/statistics',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Sum up issued invoices by month, week, day, type, region, rate, sector or seller',
      queryFields: statisticsQuery,
      answer: inJson(
        200,
        'Groups in order of their keys, and the height for which they are exact',
        statisticsPage,
      ),
      refusals: ['DATE_FORMAT', 'RATE_FORMAT', 'CREDIT_CODE_INVALID', ...UNANSWERED],
      handle: async ({ caller, query }) => {
        requireOverseer(caller);
        const { by, limit: _limit, cursor: _cursor, ...filter } = query;
        const dimensions = by === undefined ? [] : (dimensionsOf(by) ?? []);
        return ok(await lists.statistics(dimensions, definedOf(filter), pageOf(query, GROUPS_LIMIT)));
      },
    }),
  ];
}

export const UNANSWERED = ['QUERY_TOO_BROAD', 'READ_MODEL_UNAVAILABLE', 'GATEWAY_BUSY'] as const;
const REFUSALS = ['DATE_FORMAT', 'MONEY_FORMAT', 'RATE_FORMAT', ...UNANSWERED] as const;

function filterOf(query: Omit<z.infer<typeof invoicesQuery>, 'limit' | 'cursor'> & PageQuery): InvoiceFilter {
  const { limit: _limit, cursor: _cursor, amountFrom, amountTo, ...filter } = query;
  return {
    ...definedOf(filter),
    ...(amountFrom !== undefined && { amountFrom: parseYuan(amountFrom) }),
    ...(amountTo !== undefined && { amountTo: parseYuan(amountTo) }),
  };
}

interface PageQuery {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

export function pageOf({ limit, cursor }: PageQuery, standard: number): Page {
  return { limit: limit === undefined ? standard : Number(limit), ...definedOf({ cursor }) };
}

/** Returns the fields without those that are undefined. */
export function definedOf<T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
