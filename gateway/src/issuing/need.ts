import type { IncomingRequest } from './incoming-request.js';

/** Credit and numbers that requests take from their lane. */
export interface Need {
  readonly net: bigint;
  readonly count: number;
}

export const NOTHING: Need = { net: 0n, count: 0 };

/** Returns the need of a request. */
export function needOf({ drafts: { net, count } }: IncomingRequest): Need {
  return { net, count };
}

export function plus(one: Need, other: Need): Need {
  return { net: one.net + other.net, count: one.count + other.count };
}

export function minus(one: Need, other: Need): Need {
  return { net: one.net - other.net, count: one.count - other.count };
}
