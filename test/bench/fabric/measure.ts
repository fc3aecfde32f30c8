import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type ProcessTimes, processTimes, spentPerTransaction } from './process-time.ts';

/** What a time of sending showed. Times of single transactions are from call to committed block. */
export interface Measurement {
  readonly transactions: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  /** Transactions in each block that came. */
  readonly blocks: readonly number[];
  /** Processor milliseconds a transaction, by process. */
  readonly spentMs: ProcessTimes;
}

export interface Load {
  readonly seconds: number;
  /** Senders at the same time, each with one transaction under way. */
  readonly senders: number;
  readonly send: (sender: number, count: number) => Promise<unknown>;
}

/** Sends for a while, and counts blocks as `observer` hears of them: not the client that is measured. */
export async function measure(home: string, observer: LedgerClient, load: Load): Promise<Measurement> {
  const { height } = await observer.status();
  const stop = new AbortController();
  const before = processTimes(home);
  const start = performance.now();
  const latenciesMs = await sendFor(load);
  const seconds = (performance.now() - start) / 1000;
  const spentMs = spentPerTransaction(before, processTimes(home), latenciesMs.length);
  const blocks = await blockSizes(observer, height, (await observer.status()).height, stop);
  return { transactions: latenciesMs.length, seconds, latenciesMs, blocks, spentMs };
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

/** Read afterwards, so that reading costs the measurement nothing. */
async function blockSizes(
  observer: LedgerClient,
  from: bigint,
  to: bigint,
  stop: AbortController,
): Promise<readonly number[]> {
  const sizes: number[] = [];
  if (from >= to) return sizes;
  for await (const { number, transactions } of observer.blocks(from, stop.signal)) {
    sizes.push(transactions.length);
    if (number + 1n >= to) break;
  }
  stop.abort();
  return sizes;
}
