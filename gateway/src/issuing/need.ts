import { type DraftJson, type IssueRequest, parseYuan } from '@fapiao-ledger/core';

/** Credit and numbers that requests take from their lane. */
export interface Need {
  readonly net: bigint;
  readonly count: number;
}

export const NOTHING: Need = { net: 0n, count: 0 };

/** Returns the need of a request. Its drafts must have been judged, so that their totals can be read. */
export function needOf({ drafts }: IssueRequest): Need {
  const nets = drafts.values.map((draft) => parseYuan((draft as unknown as DraftJson).totals.net));
  return { net: nets.reduce((sum, net) => sum + net, 0n), count: drafts.count };
}

export function plus(one: Need, other: Need): Need {
  return { net: one.net + other.net, count: one.count + other.count };
}

export function minus(one: Need, other: Need): Need {
  return { net: one.net - other.net, count: one.count - other.count };
}
