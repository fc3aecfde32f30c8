import { createHash } from 'node:crypto';
import {
  draftsOfPage,
  type Fen,
  type InvoiceStatusJson,
  numbersOfPage,
  type PageJson,
  parseKey,
  parseYuan,
  type RedFormJson,
  redeemedFen,
  type StateDocuments,
  type StateKind,
  stateKey,
} from '@fapiao-ledger/core';
import type { StateStore } from '@fapiao-ledger/network/embedded/in-process';
import { storedDocument } from '@fapiao-ledger/network/stored-document';
import { type Expected, requireSame } from './expected.ts';

const EVERYTHING = 1_000_000;

/** Checks that the world state holds exactly what is expected, and that its amounts balance. @throws {Error} */
export function audit(store: StateStore, expected: Expected): void {
  const documents = new Documents(store);
  requireSame(documents.keysOf('REQUEST'), expected.requestKeys, 'requests');
  auditPages(documents.of('PAGE'), expected);
  auditLanes(documents, expected);
  auditStatuses(documents.of('STATUS'), expected);
  auditForms(documents.of('REDFORM'), expected);
}

/** The documents of the contract by the kind of their key. */
class Documents {
  readonly #byKind = new Map<StateKind | undefined, Map<string, Uint8Array>>();

  constructor(store: StateStore) {
    for (const { key, value } of store.range('fapiao', '', '', EVERYTHING)) {
      const kind = parseKey(key)?.kind;
      const documents = this.#byKind.get(kind) ?? new Map<string, Uint8Array>();
      this.#byKind.set(kind, documents.set(key, value));
    }
  }

  keysOf(kind: StateKind): readonly string[] {
    return [...(this.#byKind.get(kind)?.keys() ?? [])].sort();
  }

  of<Kind extends StateKind>(kind: Kind): ReadonlyMap<string, StateDocuments[Kind]> {
    const documents = this.#byKind.get(kind) ?? new Map<string, Uint8Array>();
    return new Map([...documents].map(([key, bytes]) => [key, storedDocument(kind, bytes)]));
  }
}

/** Checks that every expected page is there, each number once, each invoice as it was requested. */
function auditPages(pages: ReadonlyMap<string, PageJson>, { invoices }: Expected): void {
  const numbers = [...pages.values()].flatMap(numbersOfPage).sort();
  requireSame(numbers, [...invoices.keys()].sort(), 'numbers');
  for (const page of pages.values()) {
    const drafts = draftsOfPage(page);
    numbersOfPage(page).forEach((number, index) => {
      const { seller, draft } = invoices.get(number) ?? {};
      requireSame(page.seller.code, seller, `seller of ${number}`);
      requireSame(drafts[index]?.totals, draft?.totals, `totals of ${number}`);
    });
  }
}

/** Checks that the used part is what was issued, within the lane and what came back, and that lanes are within the grant. */
function auditLanes(documents: Documents, { invoices, caps, restored }: Expected): void {
  for (const { seller, cap, used, restored: back = '0.00' } of documents.of('LANE').values()) {
    const own = [...invoices.values()].filter((invoice) => invoice.seller === seller);
    const nets = own.map(({ draft }) => parseYuan(draft.totals.net));
    const issued = nets.filter((net) => net > 0n).reduce((sum, net) => sum + net, 0n);
    requireSame(String(parseYuan(used)), String(issued), `credit used by ${seller}`);
    requireSame(String(parseYuan(back)), String(restored.get(seller) ?? 0n), `credit restored to ${seller}`);
    requireSame(String(parseYuan(cap)), String(caps.get(seller)), `credit in the lane of ${seller}`);
    requireAtMost(issued - parseYuan(back), parseYuan(cap), `credit used by ${seller}`);
  }
  for (const { seller, granted, allotted } of documents.of('CREDIT').values()) {
    requireSame(String(parseYuan(allotted)), String(caps.get(seller)), `credit allotted to ${seller}`);
    requireAtMost(parseYuan(allotted), parseYuan(granted), `credit allotted to ${seller}`);
  }
}

/** Checks each invoice: as the last change left it; redeemed amounts as requested, with the rest and what was reversed equal to the gross. */
function auditStatuses(
  statuses: ReadonlyMap<string, InvoiceStatusJson>,
  { invoices, statuses: wanted, redeemed }: Expected,
): void {
  const statusKeys = [...wanted.keys()].map((number) => stateKey('STATUS', number));
  requireSame([...statuses.keys()].sort(), statusKeys.sort(), 'invoices with a status');
  for (const [number, wantedStatus] of wanted) {
    const status = statuses.get(stateKey('STATUS', number)) as InvoiceStatusJson;
    requireSame(status, wantedStatus, `status of ${number}`);
    const booked = status.redemptions.reduce((sum, { amount }) => sum + parseYuan(amount), 0n);
    requireSame(String(booked), String(redeemed.get(number)), `redeemed of ${number}`);
    const gross = invoices.get(number)?.draft.totals.gross ?? '0.00';
    const reversed = parseYuan(status.reversal?.totals.gross ?? '0.00');
    const whole = redeemedFen(status) + parseYuan(status.rest) + reversed;
    requireSame(String(whole), String(parseYuan(gross)), `gross of ${number}`);
  }
}

function auditForms(forms: ReadonlyMap<string, RedFormJson>, { forms: wanted }: Expected): void {
  requireSame([...forms.keys()].sort(), [...wanted.keys()].sort(), 'red-letter forms');
  for (const [key, form] of wanted) requireSame(forms.get(key), form, `red-letter form ${key}`);
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
