import type { Limits } from '../../config.js';
import type { Route } from '../route.js';

/** Limits of one request of a route. */
export interface RouteLimits {
  /** Largest body, or largest line of a bulk body. */
  readonly bodyBytesMax: number;
  /** Number of requests that it counts as in its caller's quota. */
  readonly cost: number;
  /**
   * The bound on concurrent requests that it counts against. `by size` is heavy with a body of more than
   * SMALL_BODY_BYTES or without a Content-Length, and light otherwise. Absent where the route has its own bound.
   */
  readonly kind?: TurnKind | 'by size';
}

/** Concurrent and waiting requests of one caller, by kind. */
export const TURNS = {
  /** A ledger page takes 500 requests at once. */
  light: { runningMax: 500, waitingMax: 1_000 },
  /** Each holds a body of several megabytes, a thread that draws or checks receipts, or whole blocks of the ledger. */
  heavy: { runningMax: 8, waitingMax: 200 },
  /** Each holds one of the few threads of the read model. */
  query: { runningMax: 1, waitingMax: 50 },
} as const;

export type TurnKind = keyof typeof TURNS;

/**
 * The largest body of a route that is not named below. A hundred invoice numbers with amounts have 7 KB. A taxpayer
 * with texts of the greatest length, every character escaped, has 6 KB.
 */
export const SMALL_BODY_BYTES = 16_384;
/** Holds a hundred rows of rates with sources of the greatest length. */
const RULE_SET_BYTES = 131_072;

interface Row extends Partial<Omit<RouteLimits, 'bodyBytesMax'>> {
  /** Largest body in bytes; `configured` is FAPIAO_BODY_BYTES. */
  readonly body?: number | 'configured';
}

/** Routes that differ from a light request with a small body and a cost of 1. */
const ROWS: Readonly<Record<string, Row>> = {
  'post /v1/invoices': { body: 'configured', kind: 'by size' },
  'post /v1/payments': { body: 'configured', kind: 'by size' },
  'get /v1/invoices': { kind: 'query', cost: 5 },
  'get /v1/invoices/{number}/receipt.pdf': { kind: 'heavy', cost: 20 },
  'post /v1/invoices/{number}/receipt.pdf': { kind: 'heavy', cost: 20 },
  'post /v1/verify': { body: 'configured', kind: 'heavy' },
  'post /v1/bureau/rule-sets': { body: RULE_SET_BYTES },
  'get /v1/bureau/invoices': { kind: 'query', cost: 5 },
  'get /v1/bureau/export': { kind: 'heavy', cost: 50 },
  'get /v1/bureau/statistics': { kind: 'query', cost: 20 },
  'get /v1/bureau/watch': { kind: 'query', cost: 5 },
  'get /v1/bureau/taxpayers': { kind: 'query', cost: 5 },
  'get /v1/bureau/invoices/{number}/acts': { kind: 'heavy', cost: 50 },
  'get /v1/bureau/numbers/{seller}': { kind: 'query', cost: 5 },
  'get /v1/red-letters': { kind: 'query', cost: 5 },
  'get /v1/bureau/red-letters': { kind: 'query', cost: 5 },
  'get /v1/bureau/red-letters/export': { kind: 'heavy', cost: 50 },
  'get /v1/returns': { kind: 'query', cost: 5 },
  'get /v1/returns/{period}': { kind: 'query', cost: 20 },
  'get /v1/returns/{period}/invoices': { kind: 'query', cost: 5 },
  'get /v1/rule-sets/published': { kind: 'query', cost: 5 },
  'get /v1/bureau/returns': { kind: 'query', cost: 5 },
  'get /v1/bureau/returns/{taxpayer}/{period}': { kind: 'query', cost: 20 },
  'get /v1/bureau/returns/{taxpayer}/{period}/invoices': { kind: 'query', cost: 5 },
};

export function limitsOf(
  { method, path }: Pick<Route, 'method' | 'path'>,
  { bodyBytesMax }: Pick<Limits, 'bodyBytesMax'>,
): RouteLimits {
  const { body = SMALL_BODY_BYTES, cost = 1, kind = 'light' } = ROWS[`${method} ${path}`] ?? {};
  const bytes = body === 'configured' ? bodyBytesMax : Math.min(body, bodyBytesMax);
  return path === '/v1/events' ? { bodyBytesMax: bytes, cost } : { bodyBytesMax: bytes, cost, kind };
}

/** Returns the kind of a request. @param length of the body in bytes; undefined without a Content-Length */
export function kindOf({ kind }: RouteLimits, length: number | undefined): TurnKind | undefined {
  if (kind !== 'by size') return kind;
  return length !== undefined && length <= SMALL_BODY_BYTES ? 'light' : 'heavy';
}

/** The names in the table, so that a test can find names without a route. */
export const LIMITED_ROUTES: readonly string[] = Object.keys(ROWS);
