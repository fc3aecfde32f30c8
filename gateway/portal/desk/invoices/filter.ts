import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import type { Page } from '../../shared/paging.ts';

/** Roles in which a taxpayer lists invoices. */
export const LIST_ROLES = ['seller', 'buyer', 'holder', 'company'] as const;
export type ListRole = (typeof LIST_ROLES)[number];

/** What narrows a list; the fields of its query, kept in the address of the page. */
export interface InvoiceFilter {
  readonly role: ListRole;
  readonly dateFrom: string;
  readonly dateTo: string;
  readonly amountFrom: string;
  readonly amountTo: string;
  readonly state: string;
  readonly type: string;
  /** What the buyer has confirmed, or AWAITED. */
  readonly use: string;
  /** Codes of seller and buyer, a part of a name or own id, and the whole own id. */
  readonly seller: string;
  readonly buyer: string;
  readonly text: string;
  readonly ref: string;
}

const FIELDS = [
  'dateFrom',
  'dateTo',
  'amountFrom',
  'amountTo',
  'state',
  'type',
  'use',
  'seller',
  'buyer',
  'text',
  'ref',
] as const;

/** Returns the filter in the query of an address. */
export function filterIn(query: URLSearchParams, standard: ListRole): InvoiceFilter {
  const role = LIST_ROLES.find((name) => name === query.get('role')) ?? standard;
  const given = Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? '']));
  return { ...(given as unknown as InvoiceFilter), role };
}

/** Returns the path of the list below /v1. Pages are as large as the gateway allows. */
export function listPath(filter: InvoiceFilter, limit = 100): string {
  const query = new URLSearchParams({ role: filter.role, limit: String(limit) });
  for (const field of FIELDS) if (filter[field] !== '') query.set(field, filter[field]);
  return `/invoices?${query.toString()}`;
}

/** Returns the invoices of a page and its cursor. */
export function invoicesOf({ invoices, next }: InvoicesPage): Page<InvoiceSummary> {
  return { records: invoices, next };
}
