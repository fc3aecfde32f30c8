import type { GatewayClient, InvoicesPage } from '@fapiao-ledger/client';

/** A list of the gateway, and its filters. */
export interface Question {
  /** Path under /v1. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** Largest number of invoices that the gateway puts on one page. */
const PAGE_MAX = 200;

/** Yields the pages of a list, newest invoices first. A page is read when the consumer asks for it. */
export async function* invoicePages(
  client: GatewayClient,
  { path, query }: Question,
  countMax = Number.POSITIVE_INFINITY,
): AsyncGenerator<InvoicesPage> {
  let left = countMax;
  let cursor: string | undefined;
  do {
    const limit = String(Math.min(left, PAGE_MAX));
    const page = await client.read<InvoicesPage>(withQuery(path, { ...query, limit, cursor }));
    yield page;
    left -= page.invoices.length;
    cursor = page.next;
  } while (cursor !== undefined && left > 0);
}

/** Returns a path with those fields of a query that are given. */
export function withQuery(path: string, query: Question['query']): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return `${path}?${given.toString()}`;
}
