import { type DraftJson, type Fen, type IssueRequest, parseYuan } from '@fapiao-ledger/core';

/** What requests take out of their lane. */
export interface Need {
  readonly net: Fen;
  readonly count: number;
}

export const NOTHING: Need = { net: 0n as Fen, count: 0 };

/** Drafts have been judged when a lane is asked to carry them, so their totals can be read. */
export function needOf({ drafts }: IssueRequest): Need {
  const nets = drafts.values.map((draft) => parseYuan((draft as unknown as DraftJson).totals.net));
  return { net: nets.reduce((sum, net) => (sum + net) as Fen), count: drafts.count };
}

export function plus(one: Need, other: Need): Need {
  return { net: (one.net + other.net) as Fen, count: one.count + other.count };
}

export function minus(one: Need, other: Need): Need {
  return { net: (one.net - other.net) as Fen, count: one.count - other.count };
}
