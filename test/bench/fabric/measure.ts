import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { present } from '@fapiao-ledger/core';
import { readNetworkFile } from '@fapiao-ledger/network/fabric';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { openLedger } from '../../fabric/network.ts';
import { median } from '../timing.ts';
import { type ProcessTimes, processTimes, spentPerTransaction } from './process-time.ts';

/** What a time of sending showed. Times of single transactions are from call to committed block. */
export interface Measurement {
  readonly transactions: number;
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
  /** Transactions in each block that came. */
  readonly blocks: readonly number[];
  /** By which the block files of the platform's peer grew. */
  readonly blockBytes: number;
  /** Processor milliseconds a transaction, by process. */
  readonly spentMs: ProcessTimes;
}

export interface Load {
  readonly seconds: number;
  /** Senders at the same time, each with one transaction under way. */
  readonly senders: number;
  readonly send: (sender: number, count: number) => Promise<unknown>;
}

/** Sends for a while. Blocks are read before and afterwards, so that it costs the measurement nothing. */
export async function measure(home: string, load: Load): Promise<Measurement> {
  const height = await withObserver(home, heightOf);
  const bytesBefore = blockFileBytes(home);
  const before = processTimes(home);
  const start = performance.now();
  const latenciesMs = await sendFor(load);
  const seconds = (performance.now() - start) / 1000;
  const spentMs = spentPerTransaction(before, processTimes(home), latenciesMs.length);
  const blocks = await withObserver(home, (observer) => blockSizes(observer, height));
  const blockBytes = blockFileBytes(home) - bytesBefore;
  const transactions = latenciesMs.length;
  return { transactions, perSecond: transactions / seconds, latenciesMs, blocks, blockBytes, spentMs };
}

/** Bytes of the block files of the platform's peer, by which clients learn of commits: another peer may lag behind. */
function blockFileBytes(home: string): number {
  const { peers, settings } = readNetworkFile(home);
  const { name } = present(
    peers.find(({ mspId }) => mspId === 'PlatformMSP'),
    'the platform’s peer',
  );
  const folder = join(home, 'nodes', name, 'data', 'ledgersData', 'chains', 'chains', settings.channel);
  const files = readdirSync(folder).filter((file) => file.startsWith('blockfile_'));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

async function withObserver<Result>(
  home: string,
  ask: (observer: LedgerClient) => Promise<Result>,
): Promise<Result> {
  const observer = await openLedger('fabric-gateway', home);
  try {
    return await ask(observer);
  } finally {
    await observer.close();
  }
}

async function heightOf(observer: LedgerClient): Promise<bigint> {
  return (await observer.status()).height;
}

/** Transactions in each block from one on. */
async function blockSizes(observer: LedgerClient, from: bigint): Promise<readonly number[]> {
  const to = await heightOf(observer);
  const sizes: number[] = [];
  if (from >= to) return sizes;
  const stop = new AbortController();
  for await (const { number, transactions } of observer.blocks(from, stop.signal)) {
    sizes.push(transactions.length);
    if (number + 1n >= to) break;
  }
  stop.abort();
  return sizes;
}

/** Rounds of one thing as one: medians of what each round gives one figure of, all of its times and blocks. */
export function together(rounds: readonly Measurement[]): Measurement {
  const processes = new Set(rounds.flatMap(({ spentMs }) => [...spentMs.keys()]));
  const spent = (process: string): number => median(rounds.map(({ spentMs }) => spentMs.get(process) ?? 0));
  return {
    transactions: rounds.reduce((sum, { transactions }) => sum + transactions, 0),
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    latenciesMs: rounds.flatMap(({ latenciesMs }) => latenciesMs),
    blocks: rounds.flatMap(({ blocks }) => blocks),
    blockBytes: rounds.reduce((sum, { blockBytes }) => sum + blockBytes, 0),
    spentMs: new Map([...processes].map((process) => [process, spent(process)])),
  };
}

async function sendFor({ seconds, senders, send }: Load): Promise<readonly number[]> {
  const end = performance.now() + seconds * 1000;
  const latenciesMs: number[] = [];
  const run = async (sender: number): Promise<void> => {
    for (let count = 0; performance.now() < end; count += 1) {
      const start = performance.now();
      await send(sender, count);
      latenciesMs.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: senders }, (_, sender) => run(sender)));
  return latenciesMs;
}
