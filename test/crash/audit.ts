import { createHash } from 'node:crypto';
import {
  type CreditJson,
  type Fen,
  type InvoiceStatusJson,
  type LaneJson,
  numbersOfPage,
  type PageJson,
  parseYuan,
} from '@fapiao-ledger/core';
import type { StateStore } from '@fapiao-ledger/network/embedded/in-process';
import { type Expected, requireSame } from './expected.ts';

const EVERYTHING = 1_000_000;

/** Checks that the world state holds exactly what is expected, and that its amounts balance. @throws {Error} */
export function audit(store: StateStore, expected: Expected): void {
  const documents = new Documents(store);
  requireSame(documents.keysOf('REQUEST'), expected.requestKeys, 'requests');
  auditPages(documents.of<PageJson>('PAGE'), expected);
  auditLanes(documents, expected);
  auditStatuses(documents.of<InvoiceStatusJson>('STATUS'), expected);
}

/** The documents of the contract by their kind, which is the part of the key before the first `~`. */
class Documents {
  readonly #byKind = new Map<string, Map<string, Uint8Array>>();

  constructor(store: StateStore) {
    for (const { key, value } of store.range('fapiao', '', '', EVERYTHING)) {
      const kind = key.split('~', 1)[0] ?? '';
      const documents = this.#byKind.get(kind) ?? new Map<string, Uint8Array>();
      this.#byKind.set(kind, documents.set(key.slice(kind.length + 1), value));
    }
  }

  keysOf(kind: string): readonly string[] {
    return [...(this.#byKind.get(kind)?.keys() ?? [])].sort();
  }

  of<T>(kind: string): ReadonlyMap<string, T> {
    const documents = this.#byKind.get(kind) ?? new Map<string, Uint8Array>();
    return new Map(
      [...documents].map(([key, bytes]) => [key, JSON.parse(Buffer.from(bytes).toString()) as T]),
    );
  }
}

/** Checks that every expected page is there, each number once, each invoice as it was requested. */
function auditPages(pages: ReadonlyMap<string, PageJson>, { invoices }: Expected): void {
  const numbers = [...pages.values()].flatMap(numbersOfPage).sort();
  requireSame(numbers, [...invoices.keys()].sort(), 'numbers');
  for (const page of pages.values()) {
    numbersOfPage(page).forEach((number, index) => {
      const { seller, draft } = invoices.get(number) ?? {};
      requireSame(page.seller.code, seller, `seller of ${number}`);
      requireSame(page.invoices[index]?.totals, draft?.totals, `totals of ${number}`);
    });
  }
}

/** Checks that the used part is what was issued, within the lane, and that lanes are within the grant. */
function auditLanes(documents: Documents, { invoices, caps }: Expected): void {
  for (const { seller, cap, used } of documents.of<LaneJson>('LANE').values()) {
    const own = [...invoices.values()].filter((invoice) => invoice.seller === seller);
    const issued = own.reduce((sum, { draft }) => sum + parseYuan(draft.totals.net), 0n);
    requireSame(String(parseYuan(used)), String(issued), `credit used by ${seller}`);
    requireSame(String(parseYuan(cap)), String(caps.get(seller)), `credit in the lane of ${seller}`);
    requireAtMost(issued, parseYuan(cap), `credit used by ${seller}`);
  }
  for (const { seller, granted, allotted } of documents.of<CreditJson>('CREDIT').values()) {
    requireSame(String(parseYuan(allotted)), String(caps.get(seller)), `credit allotted to ${seller}`);
    requireAtMost(parseYuan(allotted), parseYuan(granted), `credit allotted to ${seller}`);
  }
}

/** Checks each invoice: as the last change left it; redeemed amounts as requested, with the rest equal to the gross. */
function auditStatuses(
  statuses: ReadonlyMap<string, InvoiceStatusJson>,
  { invoices, statuses: wanted, redeemed }: Expected,
): void {
  requireSame([...statuses.keys()].sort(), [...wanted.keys()].sort(), 'invoices with a status');
  for (const [number, status] of statuses) {
    requireSame(status, wanted.get(number), `status of ${number}`);
    const booked = status.redemptions.reduce((sum, { amount }) => sum + parseYuan(amount), 0n);
    requireSame(String(booked), String(redeemed.get(number)), `redeemed of ${number}`);
    const gross = invoices.get(number)?.draft.totals.gross ?? '0.00';
    requireSame(String(booked + parseYuan(status.rest)), String(parseYuan(gross)), `gross of ${number}`);
  }
}

function requireAtMost(amount: bigint, bound: Fen, what: string): void {
  if (amount > bound) throw new Error(`${what}: ${amount} fen, more than ${bound}`);
}

/** Digest of a whole state: values and versions of all keys, and the last block. */
export function stateDigest(store: StateStore): string {
  const hash = createHash('sha256');
  for (const namespace of ['_lifecycle', 'fapiao']) {
    for (const { key, value, version } of store.range(namespace, '', '', EVERYTHING))
      hash.update(`${namespace} ${key} ${version.block} ${version.tx} `).update(value);
  }
  const { number, headerHash, commitHash } = store.savepoint() ?? {};
  return hash
    .update(`${number}`)
    .update(headerHash ?? '')
    .update(commitHash ?? '')
    .digest('hex');
}
