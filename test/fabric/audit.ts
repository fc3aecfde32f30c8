import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  draftsOfPage,
  formatYuan,
  type IssueRecord,
  numbersOfPage,
  type PageJson,
  type ParsedKey,
  parseKey,
  parseYuan,
  type StateDocuments,
  type StateKind,
  sumFen,
} from '@fapiao-ledger/core';
import { statusOf } from '@fapiao-ledger/network/fabric';
import { PeerBlockSource } from '@fapiao-ledger/network/fabric/client/block-source';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { storedDocument } from '@fapiao-ledger/network/stored-document';
import { expect } from 'vitest';
import { clientOf, connectionTo } from './network.ts';

/** What a peer's blocks say that a seller has issued. */
interface Books {
  /** SHA-256 over every transaction, its verdict and its writes. */
  readonly digest: string;
  /** Every number as often as it was issued. */
  readonly numbers: readonly string[];
  /** First number of each request. */
  readonly requests: ReadonlyMap<string, string>;
  /** Net of all invoices, and net that the lanes have booked. */
  readonly net: string;
  readonly used: string;
}

/**
 * Reads the blocks of every peer and demands that all say the same: each acknowledged invoice issued once,
 * under its request, nothing that no client was answered, and totals equal to the fen.
 */
export async function auditEveryPeer(
  home: string,
  seller: string,
  acknowledged: ReadonlyMap<string, string>,
): Promise<void> {
  const height = await commonHeight(home);
  const names = connectionTo(home).peers.map(({ name }) => name);
  const books = await Promise.all(names.map((name) => booksOf(home, name, seller, height)));
  expect(new Set(books.map(({ digest }) => digest)).size).toBe(1);
  for (const { numbers, requests, net, used } of books) {
    expect(new Map([...requests].sort())).toEqual(new Map([...acknowledged].sort()));
    expect([...numbers].sort()).toEqual([...acknowledged.values()].sort());
    expect(net).toBe(used);
  }
}

/** Waits until every peer and orderer has the same number of blocks. */
export async function commonHeight(home: string): Promise<number> {
  for (;;) {
    const nodes = (await statusOf(home)).filter(({ name }) => /^(peer|orderer)/.test(name));
    const [height, ...others] = new Set(nodes.map((node) => node.height));
    if (height !== undefined && others.length === 0) return height;
    await delay(100);
  }
}

async function booksOf(home: string, peer: string, seller: string, height: number): Promise<Books> {
  const connection = connectionTo(home);
  const only = { ...connection, peers: connection.peers.filter(({ name }) => name === peer) };
  const source = new PeerBlockSource(only, clientOf(home, 'PlatformMSP'));
  const hash = createHash('sha256');
  const state = new Map<string, unknown>();
  const numbers: string[] = [];
  for await (const block of source.open(0n, new AbortController().signal)) {
    for (const [key, value] of writesOf(block, seller)) {
      state.set(key, value);
      if (parseKey(key)?.kind === 'PAGE') numbers.push(...numbersOfPage(value as PageJson));
    }
    hash.update(textOf(block));
    if (Number(block.number) === height - 1) break;
  }
  const all = <Kind extends StateKind>(kind: Kind): StateDocuments[Kind][] =>
    [...state].flatMap(([key, value]) =>
      parseKey(key)?.kind === kind ? [value as StateDocuments[Kind]] : [],
    );
  return {
    digest: hash.digest('hex'),
    numbers,
    requests: new Map(
      [...state].flatMap(([key, value]) => {
        const parsed = parseKey(key);
        return parsed?.kind === 'REQUEST' ? [[parsed.requestId, firstOf(value as IssueRecord)]] : [];
      }),
    ),
    net: sum(all('PAGE').flatMap((page) => draftsOfPage(page).map(({ totals }) => totals.net))),
    used: sum(all('LANE').map(({ used }) => used)),
  };
}

/** What the valid transactions of a block wrote about a seller. */
function writesOf(block: LedgerBlock, seller: string): [key: string, value: unknown][] {
  return block.transactions.flatMap(({ writes }) =>
    writes.flatMap(({ key, value }): [string, unknown][] => {
      const parsed = parseKey(key);
      if (parsed === undefined || value === undefined) return [];
      const document: unknown = storedDocument(parsed.kind, value);
      return ownerOf(parsed, document) === seller ? [[key, document]] : [];
    }),
  );
}

/** Seller of a page, a lane or a request; of other documents undefined. */
function ownerOf(key: ParsedKey, document: unknown): string | undefined {
  if (key.kind === 'PAGE') return (document as PageJson).seller.code;
  if (key.kind === 'LANE') return key.seller;
  return key.kind === 'REQUEST' ? key.actor : undefined;
}

function textOf({ number, transactions }: LedgerBlock): string {
  return JSON.stringify([
    String(number),
    transactions.map(({ transactionId, validationCode, writes }) => [
      transactionId,
      validationCode,
      writes.map(({ key, value }) => [key, value && Buffer.from(value).toString('base64')]),
    ]),
  ]);
}

function sum(yuan: readonly string[]): string {
  return formatYuan(sumFen(yuan.map((each) => parseYuan(each))));
}

/** First number that a request issued; nothing for one that another request replaced. */
function firstOf(record: IssueRecord): string {
  return 'result' in record ? record.result.first : '';
}
