import type { Limits } from '../../config.js';
import type { Route } from '../route.js';

/** What one request of a route may take. */
export interface RouteLimits {
  /** Largest body, or line of a body in bulk. */
  readonly bodyBytesMax: number;
  /** How many requests it counts as in its caller's quota. */
  readonly cost: number;
  /**
   * Which bound on requests at once it counts against: `by size` is heavy with a body of more than SMALL_BODY_BYTES,
   * or of a length that is not said, and light otherwise. Absent where the route has a bound of its own.
   */
  readonly kind?: TurnKind | 'by size';
}

/** Requests of one caller that are answered at once, and that wait for that. */
export const TURNS = {
  /** A ledger page takes 500 requests that come together. */
  light: { runningMax: 500, waitingMax: 1_000 },
  /** Each holds a body of some megabytes, or a thread that draws or checks receipts. */
  heavy: { runningMax: 8, waitingMax: 200 },
  /** A thread of the read model, of which there are few. */
  query: { runningMax: 1, waitingMax: 50 },
} as const;

export type TurnKind = keyof typeof TURNS;

/**
 * The largest body of a route that is not named below: a hundred invoice numbers with amounts have 7 KB, a taxpayer
 * whose texts are as long as they may be, every character escaped, has 6 KB.
 */
export const SMALL_BODY_BYTES = 16_384;
/** A hundred rows of rates with sources as long as they may be. */
const RULE_SET_BYTES = 131_072;

interface Row extends Partial<Omit<RouteLimits, 'bodyBytesMax'>> {
  /** `configured` is FAPIAO_BODY_BYTES. */
  readonly body?: number | 'configured';
}

/** What differs from a light request with a small body that costs one. */
const ROWS: Readonly<Record<string, Row>> = {
  'post /v1/invoices': { body: 'configured', kind: 'by size' },
  'get /v1/invoices': { kind: 'query', cost: 5 },
  'get /v1/invoices/{number}/receipt.pdf': { kind: 'heavy', cost: 20 },
  'post /v1/invoices/{number}/receipt.pdf': { kind: 'heavy', cost: 20 },
  'post /v1/verify': { body: 'configured', kind: 'heavy' },
  'post /v1/bureau/rule-sets': { body: RULE_SET_BYTES },
  'get /v1/bureau/invoices': { kind: 'query', cost: 5 },
  'get /v1/bureau/export': { kind: 'heavy', cost: 50 },
  'get /v1/bureau/statistics': { kind: 'query', cost: 20 },
};

export function limitsOf(
  { method, path }: Pick<Route, 'method' | 'path'>,
  { bodyBytesMax }: Pick<Limits, 'bodyBytesMax'>,
): RouteLimits {
  const { body = SMALL_BODY_BYTES, cost = 1, kind = 'light' } = ROWS[`${method} ${path}`] ?? {};
  const bytes = body === 'configured' ? bodyBytesMax : Math.min(body, bodyBytesMax);
  return path === '/v1/events' ? { bodyBytesMax: bytes, cost } : { bodyBytesMax: bytes, cost, kind };
}

/** @param length of the body in bytes; undefined when the request does not say */
export function kindOf({ kind }: RouteLimits, length: number | undefined): TurnKind | undefined {
  if (kind !== 'by size') return kind;
  return length !== undefined && length <= SMALL_BODY_BYTES ? 'light' : 'heavy';
}

/** The names in the table, so that a test can tell one that no route has. */
export const LIMITED_ROUTES: readonly string[] = Object.keys(ROWS);
