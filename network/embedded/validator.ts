import type { Examined } from './examiner.js';
import { equalBytes } from './hash.js';
import { OverlayState } from './overlay-state.js';
import { RangeReads } from './range-reads.js';
import type { NamespaceRwSet, RangeQueryInfo } from './rwset.js';
import { RangeScan } from './simulator.js';
import { type KeyWrite, type StateChange, type StateStore, sameVersion } from './state-store.js';
import { Code, type ValidationCode } from './validation-code.js';

/** The verdict on a block: one code per transaction, and the changes of the valid ones. */
export interface Verdict {
  readonly codes: Uint8Array;
  readonly changes: readonly StateChange[];
  readonly writes: readonly KeyWrite[];
}

/** Validates transactions in order, each against the committed state and the writes of valid ones before it. */
export function validateBlock(store: StateStore, number: number, transactions: readonly Examined[]): Verdict {
  const codes = transactions.map((examined) => codeBeforeState(store, examined));
  markRepeated(codes, transactions);
  const state = new OverlayState(store);
  const writes: KeyWrite[] = [];
  transactions.forEach(({ transaction }, position) => {
    if (codes[position] !== Code.VALID || transaction === undefined) return;
    const code = codeAgainstState(state, transaction.rwset);
    codes[position] = code;
    if (code === Code.VALID) writes.push(...applyWrites(state, transaction.rwset, number, position));
  });
  return { codes: Uint8Array.from(codes), changes: state.changes(), writes };
}

/** Applies the writes of a valid transaction to the state, and returns them. */
export function applyWrites(
  state: OverlayState,
  rwset: readonly NamespaceRwSet[],
  block: number,
  tx: number,
): KeyWrite[] {
  return rwset.flatMap(({ namespace, writes }) =>
    writes.map(({ key, value }) => {
      state.set({ namespace, key, value, version: { block, tx } });
      return { namespace, key, tx };
    }),
  );
}

function codeBeforeState(store: StateStore, { code, txId }: Examined): ValidationCode {
  return code === Code.VALID && store.transaction(txId) !== undefined ? Code.DUPLICATE_TXID : code;
}

/** Marks duplicates: of several transactions with one id in a block, the first valid one keeps it. */
function markRepeated(codes: ValidationCode[], transactions: readonly Examined[]): void {
  const seen = new Set<string>();
  transactions.forEach(({ txId }, position) => {
    if (codes[position] !== Code.VALID) return;
    if (seen.has(txId)) codes[position] = Code.DUPLICATE_TXID;
    seen.add(txId);
  });
}

function codeAgainstState(state: OverlayState, rwset: readonly NamespaceRwSet[]): ValidationCode {
  for (const { namespace, reads, ranges } of rwset) {
    const stale = reads.some(
      ({ key, version }) => state.has(namespace, key) || !sameVersion(state.version(namespace, key), version),
    );
    if (stale) return Code.MVCC_READ_CONFLICT;
    if (!ranges.every((range) => isUnchanged(state, namespace, range))) return Code.PHANTOM_READ_CONFLICT;
  }
  return Code.VALID;
}

/** Returns whether the range, scanned as far as the simulation did, still gives the same. */
function isUnchanged(state: OverlayState, namespace: string, range: RangeQueryInfo): boolean {
  const start = range.getStartKey();
  const end = range.getEndKey();
  const exhausted = range.getItrExhausted();
  const again = new RangeReads(start, end);
  // A scan that was not ended read its last key, which the end of a range would leave out.
  const scan = new RangeScan(state, namespace, { start, end: exhausted ? end : `${end}\u0000` }, again);
  while (scan.peek() !== undefined) scan.next();
  if (exhausted) scan.next();
  return equalBytes(again.toMessage().serializeBinary(), range.serializeBinary());
}
