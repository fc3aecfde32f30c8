import type { GatewayClient } from '@fapiao-ledger/client';

/** A list of the gateway, and its filters. */
export interface Question {
  /** Path under /v1. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Field of an answer that has the entries. */
  readonly field: 'invoices' | 'forms' | 'returns';
}

/** A page of a list. */
export interface ListPage<Entry> {
  readonly height: string;
  readonly entries: readonly Entry[];
  readonly next?: string | undefined;
}

/** Largest number of entries that the gateway puts on one page. */
const PAGE_MAX = 200;

/** Yields the pages of a list, in its order. A page is read when the consumer asks for it. */
export async function* listPages<Entry>(
  client: GatewayClient,
  { path, query, field }: Question,
  countMax = Number.POSITIVE_INFINITY,
): AsyncGenerator<ListPage<Entry>> {
  type Answer = Record<Question['field'], readonly Entry[]> & Omit<ListPage<Entry>, 'entries'>;
  let left = countMax;
  let cursor: string | undefined;
  do {
    const limit = String(Math.min(left, PAGE_MAX));
    const answer = await client.read<Answer>(withQuery(path, { ...query, limit, cursor }));
    const entries = answer[field];
    yield { height: answer.height, entries, next: answer.next };
    left -= entries.length;
    cursor = answer.next;
  } while (cursor !== undefined && left > 0);
}

/** Returns a path with those fields of a query that are given. */
export function withQuery(path: string, query: Question['query']): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${path}?${given.toString()}`;
}
