import { type ParsedKey, parseKey, type StateKind, stateKey } from '@fapiao-ledger/core';
import { ownBytes } from '../embedded/own-bytes.js';
import type { ContractTransaction } from './contract-transactions.js';
import type { IssuedPage } from './judgment.js';

/** Kinds of documents that decide about later pages. All others are left out, so that memory grows with the register alone. */
const DECISIVE: ReadonlySet<StateKind> = new Set(['POLICY', 'TAXPAYER', 'LANE']);

/** The documents that decide about a page, as of the transaction that comes next. */
export class Register {
  readonly #documents = new Map<string, Uint8Array>();
  #ruleSets: readonly Uint8Array[] = [];

  /** Applies a transaction. Returns the pages that it issued, with the documents as they were before. */
  apply(transaction: ContractTransaction): readonly IssuedPage[] {
    const writes = transaction.writes.map((write) => ({ ...write, parsed: parseKey(write.key) }));
    const issued = this.#issuedBy(transaction, writes);
    for (const write of writes) this.#set(write);
    return issued;
  }

  #issuedBy(
    { block, transactionId, at }: ContractTransaction,
    writes: readonly ParsedWrite[],
  ): readonly IssuedPage[] {
    return writes.flatMap(({ parsed, value }) => {
      if (parsed?.kind !== 'PAGE') return [];
      const lane = laneIn(writes);
      return [
        {
          block,
          transactionId,
          at,
          first: parsed.first,
          page: ownBytes(value ?? new Uint8Array()),
          policy: this.#documents.get(stateKey('POLICY')),
          seller: lane && this.#documents.get(stateKey('TAXPAYER', lane.seller)),
          lane: lane && {
            name: lane.name,
            before: this.#documents.get(lane.key),
            after: ownBytes(lane.value),
          },
          redLetter: redLetterIn(writes),
          payments: paymentsIn(writes),
          ruleSets: this.#ruleSets,
        },
      ];
    });
  }

  #set({ key, parsed, value }: ParsedWrite): void {
    if (parsed?.kind === 'RULESET' && value !== undefined)
      this.#ruleSets = [...this.#ruleSets, ownBytes(value)];
    if (parsed === undefined || !DECISIVE.has(parsed.kind)) return;
    if (value === undefined) this.#documents.delete(key);
    else this.#documents.set(key, ownBytes(value));
  }
}

type ParsedWrite = ContractTransaction['writes'][number] & { readonly parsed: ParsedKey | undefined };

/** Returns the lane that a transaction wrote. One that wrote several, or none, is not the contract's. */
function laneIn(
  writes: readonly ParsedWrite[],
):
  | { readonly key: string; readonly seller: string; readonly name: string; readonly value: Uint8Array }
  | undefined {
  const lanes = writes.flatMap(({ key, parsed, value }) =>
    parsed?.kind === 'LANE' && value !== undefined
      ? [{ key, seller: parsed.seller, name: parsed.lane, value }]
      : [],
  );
  return lanes.length === 1 ? lanes[0] : undefined;
}

/** Returns the form that a transaction wrote, and the status of its invoice. A missing one is empty, which no reader accepts. */
function redLetterIn(writes: readonly ParsedWrite[]): IssuedPage['redLetter'] {
  const form = writes.find(({ parsed }) => parsed?.kind === 'REDFORM');
  if (form?.parsed?.kind !== 'REDFORM') return undefined;
  const { number } = form.parsed;
  const status = writes.find(({ parsed }) => parsed?.kind === 'STATUS' && parsed.number === number);
  return { form: ownBytes(form.value ?? NOTHING), status: ownBytes(status?.value ?? NOTHING) };
}

function paymentsIn(writes: readonly ParsedWrite[]): readonly Uint8Array[] {
  return writes.flatMap(({ parsed, value }) =>
    parsed?.kind === 'PAYMENT' ? [ownBytes(value ?? NOTHING)] : [],
  );
}

const NOTHING = new Uint8Array();
