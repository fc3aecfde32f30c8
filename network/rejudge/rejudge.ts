import { present, shanghaiDate } from '@fapiao-ledger/core';
import { damaged } from '../embedded/faults.js';
import type { Chain } from '../show/chain.js';
import { BlockReader, type ContractTransaction } from './contract-transactions.js';
import { JudgeThreads } from './judge-threads.js';
import type { Difference, IssuedPage, Judgment } from './judgment.js';
import { Register } from './register.js';

/** The part of a ledger whose invoices are judged; unbounded where a field is absent. */
export interface Selection {
  /** First and last block. */
  readonly fromBlock?: number;
  readonly toBlock?: number;
  /** First and last day of issue in Shanghai. */
  readonly from?: string;
  readonly to?: string;
}

export interface RejudgeOptions {
  readonly selection: Selection;
  /** Name of the contract on the ledger. */
  readonly contract: string;
  readonly threads: number;
  /** Called after each block that was read. */
  readonly onBlock?: () => void;
}

/** The result of judging invoices again. */
export interface Rejudgment {
  /** Hash of the first block, in hexadecimal: the name of the ledger. */
  readonly ledger: string;
  /** The last block that was read, which stands for all before it. */
  readonly last: { readonly block: number; readonly hash: string };
  readonly pages: number;
  readonly invoices: number;
  /** Number of differences. */
  readonly count: number;
  /** The first differences, in the order of the ledger, at most DIFFERENCES_MAX. */
  readonly differences: readonly Difference[];
}

/** Most differences that a result lists, because a ledger may have millions. */
export const DIFFERENCES_MAX = 1_000;

/** Bounds of the pages that a thread judges at once: enough work to be worth a message, and little memory. */
const BATCH_PAGES_MAX = 256;
const BATCH_BYTES_MAX = 262_144;

/**
 * Judges invoices of a chain again. Each is judged by the documents that the ledger had when its transaction ran, so the blocks are read
 * from the first one on, wherever the selection begins.
 *
 * @throws {LedgerError} LEDGER_DAMAGED naming the first block that is missing, cannot be read, or does not follow from the one before
 */
export async function rejudge(chain: Chain, options: RejudgeOptions): Promise<Rejudgment> {
  const { selection, contract, threads: threadsMax, onBlock = () => undefined } = options;
  if (chain.first !== 0)
    throw damaged(
      `the blocks begin with ${chain.first}: those before it say by what the invoices were judged`,
    );
  const threads = new JudgeThreads(threadsMax);
  const collected = new Collected(threads, 2 * threadsMax);
  const [reader, register] = [new BlockReader(contract), new Register()];
  const last = Math.min(chain.last, selection.toBlock ?? chain.last);
  let ledger = '';
  try {
    for (let number = 0; number <= last; number += 1) {
      const transactions = reader.next(await chain.block(number));
      if (number === 0) ledger = hex(reader.hash);
      for (const transaction of transactions) {
        const pages = register.apply(transaction);
        if (isSelected(transaction, selection)) for (const page of pages) await collected.add(page);
      }
      onBlock();
    }
    return { ledger, last: { block: last, hash: hex(reader.hash) }, ...(await collected.finish()) };
  } finally {
    await threads.close();
  }
}

function isSelected({ block, at }: ContractTransaction, { fromBlock = 0, from, to }: Selection): boolean {
  if (block < fromBlock) return false;
  if (from === undefined && to === undefined) return true;
  const date = shanghaiDate(at);
  return (from === undefined || date >= from) && (to === undefined || date <= to);
}

/** Hands pages to threads in batches, and collects the judgments in the order of the ledger. */
class Collected {
  readonly #threads: JudgeThreads;
  readonly #underWayMax: number;
  readonly #underWay: Promise<Judgment>[] = [];
  readonly #differences: Difference[] = [];
  #batch: IssuedPage[] = [];
  #batchBytes = 0;
  #pages = 0;
  #invoices = 0;
  #count = 0;

  constructor(threads: JudgeThreads, underWayMax: number) {
    this.#threads = threads;
    this.#underWayMax = underWayMax;
  }

  /** Adds a page. Waits while too many batches are under way, so that memory stays bounded. */
  async add(page: IssuedPage): Promise<void> {
    this.#batch.push(page);
    this.#batchBytes += page.page.length;
    if (this.#batch.length >= BATCH_PAGES_MAX || this.#batchBytes >= BATCH_BYTES_MAX) await this.#send();
  }

  async finish(): Promise<Pick<Rejudgment, 'pages' | 'invoices' | 'count' | 'differences'>> {
    if (this.#batch.length > 0) await this.#send();
    while (this.#underWay.length > 0) await this.#take();
    return {
      pages: this.#pages,
      invoices: this.#invoices,
      count: this.#count,
      differences: this.#differences,
    };
  }

  async #send(): Promise<void> {
    const judgment = this.#threads.judge(this.#batch);
    // A failure is thrown when its turn comes.
    judgment.catch(() => undefined);
    this.#underWay.push(judgment);
    this.#pages += this.#batch.length;
    this.#batch = [];
    this.#batchBytes = 0;
    if (this.#underWay.length >= this.#underWayMax) await this.#take();
  }

  async #take(): Promise<void> {
    const { invoices, differences } = await present(this.#underWay.shift(), 'a batch under way');
    this.#invoices += invoices;
    this.#count += differences.length;
    this.#differences.push(...differences.slice(0, DIFFERENCES_MAX - this.#differences.length));
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
