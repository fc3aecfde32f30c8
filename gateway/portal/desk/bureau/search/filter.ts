import { isCreditCode, isInvoiceNumber, isParticipantCode, readRate, readYuan } from '@fapiao-ledger/core';
import type { DeskWords } from '../../words/index.ts';

/** Fields that narrow a search, as the query of the gateway and the address of the page have them. */
const FIELDS = [
  'number',
  'seller',
  'buyer',
  'holder',
  'company',
  'dateFrom',
  'dateTo',
  'amountFrom',
  'amountTo',
  'type',
  'state',
  'rate',
  'sector',
  'ref',
  'text',
  'region',
] as const;

export type SearchField = (typeof FIELDS)[number];

/** What narrows a search; an empty text narrows nothing. */
export type SearchFilter = Readonly<Record<SearchField, string>>;

export const EMPTY_FILTER = Object.fromEntries(FIELDS.map((field) => [field, ''])) as SearchFilter;

/** Returns the filter in the query of an address. */
export function filterIn(query: URLSearchParams): SearchFilter {
  return Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? ''])) as SearchFilter;
}

/** Returns the path of the list below /v1. Pages are as large as the gateway allows. */
export function searchPath(filter: SearchFilter, limit = 200): string {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const field of FIELDS) if (filter[field] !== '') query.set(field, filter[field]);
  return `/bureau/invoices?${query.toString()}`;
}

type Problems = Partial<Record<SearchField, string>>;

/** Returns what is wrong with the fields of a filter, so that no question is sent that the gateway must refuse. */
export function problemsIn(filter: SearchFilter, { bureau: { search } }: DeskWords): Problems {
  const isAmount = (text: string): boolean => readYuan(text) !== undefined;
  const rules: readonly (readonly [SearchField, (text: string) => boolean, string])[] = [
    ['number', isInvoiceNumber, search.wrongNumber],
    ['seller', isCreditCode, search.wrongCode],
    ['buyer', isCreditCode, search.wrongCode],
    ['company', isCreditCode, search.wrongCode],
    ['holder', isParticipantCode, search.wrongParticipant],
    ['amountFrom', isAmount, search.wrongAmount],
    ['amountTo', isAmount, search.wrongAmount],
    ['rate', (text) => readRate(text) !== undefined, search.wrongRate],
  ];
  const broken = rules.filter(([field, isRight]) => filter[field] !== '' && !isRight(filter[field]));
  return Object.fromEntries(broken.map(([field, , problem]) => [field, problem]));
}

const CODES: ReadonlySet<SearchField> = new Set(['seller', 'buyer', 'holder', 'company']);

/** Returns a field as it is sent: codes in capitals, numbers without the spaces and hyphens of print. */
export function cleaned(field: SearchField, text: string): string {
  if (field === 'number') return text.replaceAll(/[\s-]/g, '');
  return CODES.has(field) ? text.trim().toUpperCase() : text.trim();
}
