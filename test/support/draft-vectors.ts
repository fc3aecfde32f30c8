import type { NumberProfile, TaxpayerKind } from '@fapiao-ledger/core';
import { without, withValue } from './pointer.ts';
import { readVectors } from './vectors.ts';

export interface ContextVector {
  readonly date: string;
  readonly profile: NumberProfile;
  readonly kind: TaxpayerKind;
  readonly singleLimit: string;
  readonly rateGrants: readonly string[];
}

interface DraftVectors {
  readonly contexts: Readonly<Record<string, ContextVector>>;
  readonly bases: Readonly<Record<string, unknown>>;
  readonly contextOf: Readonly<Record<string, string>>;
  readonly cases: readonly DraftCase[];
}

export interface DraftCase {
  readonly desc: string;
  readonly base?: string;
  readonly context?: Partial<ContextVector>;
  readonly remove?: readonly string[];
  readonly set?: Readonly<Record<string, unknown>>;
  readonly want: readonly string[];
}

/** Drafts spoiled in one place, with every fault that must be found. Any language can run them. */
export const vectors = readVectors<DraftVectors>('drafts');

/** Returns the draft of a case: its base with fields removed and set. */
export function spoil(base: unknown, { set = {}, remove = [] }: DraftCase): unknown {
  const removed = remove.reduce(without, base);
  return Object.entries(set).reduce(
    (document, [pointer, value]) => withValue(document, pointer, value),
    removed,
  );
}
