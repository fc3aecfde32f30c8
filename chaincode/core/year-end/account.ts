import type { SegmentJson } from '../taxpayer/lane.js';
import { sizeOfSegments } from './return-numbers.js';

/** Where the numbers of a seller and year are, from two sources: the contract's documents, and the blocks. */
export interface NumbersFacts {
  /** What the bureau has granted, by prefix. */
  readonly granted: readonly { readonly prefix: string; readonly count: number }[];
  /** Count of the invoices of the year. */
  readonly issued: number;
  readonly stock: readonly SegmentJson[];
  readonly lanes: readonly SegmentJson[];
  readonly returned: readonly SegmentJson[];
}

/** Counts of a prefix. */
export interface PrefixAccount {
  readonly prefix: string;
  readonly granted: number;
  readonly returned: number;
  /** In no lane. */
  readonly stock: number;
  readonly lanes: number;
  /** What is neither returned nor unused, and so must be issued. */
  readonly used: number;
}

/** The account of a seller's numbers of a year. */
export interface NumbersAccount extends Omit<PrefixAccount, 'prefix'> {
  readonly issued: number;
  /** `used` less `issued`: 0, unless a number is lost or exists twice. */
  readonly difference: number;
  readonly prefixes: readonly PrefixAccount[];
}

/** Accounts for every number of a seller and year: issued, returned, in a lane, or in stock (T04). */
export function accountForNumbers(facts: NumbersFacts): NumbersAccount {
  const { granted, issued, stock, lanes, returned } = facts;
  const names = [...granted, ...stock, ...lanes, ...returned].map(({ prefix }) => prefix);
  const prefixes = [...new Set(names)].sort().map((prefix) => accountOf(prefix, facts));
  const total = (field: keyof Omit<PrefixAccount, 'prefix'>): number =>
    prefixes.reduce((sum, account) => sum + account[field], 0);
  const used = total('used');
  return {
    granted: total('granted'),
    issued,
    returned: total('returned'),
    stock: total('stock'),
    lanes: total('lanes'),
    used,
    difference: used - issued,
    prefixes,
  };
}

function accountOf(prefix: string, facts: NumbersFacts): PrefixAccount {
  const sizeIn = (segments: readonly SegmentJson[]): number =>
    sizeOfSegments(segments.filter((segment) => segment.prefix === prefix));
  const grants = facts.granted.filter((grant) => grant.prefix === prefix);
  const granted = grants.reduce((sum, { count }) => sum + count, 0);
  const [returned, stock, lanes] = [sizeIn(facts.returned), sizeIn(facts.stock), sizeIn(facts.lanes)];
  return { prefix, granted, returned, stock, lanes, used: granted - returned - stock - lanes };
}
