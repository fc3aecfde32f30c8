import {
  canonicalJson,
  DomainError,
  type Fault,
  type LaneJson,
  type PolicyJson,
  type TaxpayerJson,
} from '@fapiao-ledger/core';

/** The documents of the ledger that decide about a page. */
export interface Context {
  readonly seller: TaxpayerJson;
  readonly policy: PolicyJson;
  readonly lane: LaneJson;
  /** Day of issue in Shanghai. */
  readonly date: string;
}

/** Returns no difference, or the one between what the ledger has and what its documents give. @param what names it in the message */
export function differencesBetween(
  path: string,
  what: string,
  found: unknown,
  want: unknown,
): readonly Fault[] {
  const [foundText, wantText] = [canonicalJson(found), canonicalJson(want)];
  if (foundText === wantText) return [];
  const message = `${what} is ${shortened(foundText)}, but the ledger’s documents give ${shortened(wantText)}`;
  return [differing(path, message)];
}

/** Most characters of a document in a message, because a forger may write texts of any length. */
const SHOWN_MAX = 400;

function shortened(text: string): string {
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}

/** The result of a decision of the core, or the fault in its place. */
export interface Attempt<T> {
  readonly value?: T;
  readonly faults: readonly Fault[];
}

/** Returns what a decision of the core returns, or its fault at a path. */
export function attempt<T>(path: string, decide: () => T): Attempt<T> {
  try {
    return { value: decide(), faults: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { faults: [{ code: error.code, path, message: error.message }] };
  }
}

/** Returns the fault of a fact that is not what the ledger’s documents give. */
export function differing(path: string, message: string): Fault {
  return { code: 'INVOICE_DIFFERS', path, message };
}

/** Returns the difference of a number that is not the next one of its lane. */
export function numberDifferences(first: string, next: string): readonly Fault[] {
  return first === next ? [] : [differing('/number', `the next number of its lane was ${next}`)];
}
