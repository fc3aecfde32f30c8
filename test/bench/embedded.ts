/**
 * The embedded ledger with the real contract, on a disk: transactions and pages a second, what they
 * cost in processor time, and how long it takes to open the ledger again.
 *
 *   node test/bench/embedded.ts [--seconds N] [--json FILE]          (Node 24, after `npm run build`)
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DraftJson } from '@fapiao-ledger/chaincode/core';
import { type EmbeddedLedger, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { SqliteStateStore } from '@fapiao-ledger/network/embedded/in-process';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { LedgerWorld, type Participant } from '../support/ledger-world.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Lanes that issue at the same time: each commits one transaction to a block. */
const LANES = 96;
/** Pages under way at the same time. */
const PAGES = 6;
const PAGE_SIZE = 500;
const REOPENED_INVOICES = 100_000;
const KEYS = 1_000_000;

export async function benchEmbedded(seconds: number): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  try {
    const bench = await Bench.open(folder);
    const rows = [...(await bench.single(seconds)), ...(await bench.pages(seconds)), await bench.latency()];
    return [...rows, ...(await bench.reopen()), lookUps()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Bench {
  readonly #folder: string;
  readonly #sellers: readonly Participant[];
  #ledger: EmbeddedLedger;
  #world: LedgerWorld;
  #invoices = 0;

  private constructor(
    folder: string,
    ledger: EmbeddedLedger,
    world: LedgerWorld,
    sellers: readonly Participant[],
  ) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.#world = world;
    this.#sellers = sellers;
  }

  static async open(folder: string): Promise<Bench> {
    const ledger = await openEmbeddedLedger({ folder });
    const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
    const world = await LedgerWorld.open(ledger.client(), { bureau, platform });
    const sellers: Participant[] = [];
    // One after the other: the bureau's stock of numbers is one.
    for (let index = 0; index < LANES; index += 1) sellers.push(await sellerOf(world, index));
    return new Bench(folder, ledger, world, sellers);
  }

  /** One invoice to a transaction. */
  async single(seconds: number): Promise<BenchRow[]> {
    await this.#issueFor(1, 1, LANES);
    const { count, wall, cpu } = await this.#issueFor(seconds, 1, LANES);
    return [
      { name: 'single invoices', value: count / wall, unit: 'tx/s' },
      { name: 'single invoices, processor time', value: (cpu * 1000) / count, unit: 'ms/tx' },
    ];
  }

  async pages(seconds: number): Promise<BenchRow[]> {
    const { count, wall, cpu } = await this.#issueFor(seconds, PAGE_SIZE, PAGES);
    return [
      { name: `pages of ${PAGE_SIZE}`, value: count / wall, unit: 'tx/s' },
      { name: `pages of ${PAGE_SIZE}`, value: (count / wall) * PAGE_SIZE, unit: 'invoices/s' },
      { name: `pages of ${PAGE_SIZE}, processor time`, value: (cpu * 1000) / count, unit: 'ms/tx' },
    ];
  }

  /** From the call to the committed result, with nobody else there. */
  async latency(): Promise<BenchRow> {
    const times: number[] = [];
    for (let count = 0; count < 200; count += 1) {
      const start = performance.now();
      await this.#issue(0, 1);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { name: 'a lone transaction, median', value: times[times.length / 2] as number, unit: 'ms' };
  }

  async reopen(): Promise<BenchRow[]> {
    while (this.#invoices < REOPENED_INVOICES) {
      await Promise.all(Array.from({ length: PAGES }, (_, lane) => this.#issue(lane, PAGE_SIZE)));
    }
    await this.#ledger.close();
    const channel = join(this.#folder, 'channel');
    const size = statSync(join(channel, 'blocks')).size / 1e6;
    const opened = await this.#timeToOpen();
    rmSync(join(channel, 'state.sqlite'));
    const rebuilt = await this.#timeToOpen();
    return [
      { name: 'block file', value: size, unit: 'MB' },
      { name: `opened with ${this.#invoices} invoices, every block checked`, value: opened, unit: 's' },
      { name: 'opened with its state rebuilt', value: rebuilt, unit: 's' },
    ];
  }

  async #timeToOpen(): Promise<number> {
    const start = performance.now();
    const ledger = await openEmbeddedLedger({ folder: this.#folder });
    const seconds = (performance.now() - start) / 1000;
    await ledger.close();
    return seconds;
  }

  async #issueFor(
    seconds: number,
    size: number,
    lanes: number,
  ): Promise<{ count: number; wall: number; cpu: number }> {
    const start = performance.now();
    const cpuStart = process.cpuUsage();
    const end = start + seconds * 1000;
    let count = 0;
    const issueOn = async (lane: number): Promise<void> => {
      while (performance.now() < end) {
        await this.#issue(lane, size);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => issueOn(lane)));
    const { user, system } = process.cpuUsage(cpuStart);
    return { count, wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  }

  async #issue(lane: number, size: number): Promise<void> {
    const seller = this.#sellers[lane] as Participant;
    await this.#world.issue(seller, draftsOf(seller, size));
    this.#invoices += size;
  }
}

async function sellerOf(world: LedgerWorld, index: number): Promise<Participant> {
  const seller = await world.register(enterpriseCode(index + 1), 'GENERAL');
  await world.openLane(seller, { credit: '99999999999.00', numbers: 500_000 });
  return seller;
}

const drafts = new Map<string, readonly DraftJson[]>();

/** Made once: what is measured is the ledger. */
function draftsOf(seller: Participant, size: number): readonly DraftJson[] {
  const key = `${seller.code} ${size}`;
  const known =
    drafts.get(key) ??
    Array.from({ length: size }, () => draftOf(seller.code, enterprise(enterpriseCode(99_999))));
  drafts.set(key, known);
  return known;
}

function lookUps(): BenchRow {
  const store = new SqliteStateStore(':memory:');
  const value = Buffer.alloc(300, 'x');
  const keyOf = (index: number): string => `key-${String(index * 7919).padStart(12, '0')}`;
  for (let block = 0; block < KEYS / 10_000; block += 1) {
    const changes = Array.from({ length: 10_000 }, (_, tx) => {
      return { namespace: 'fapiao', key: keyOf(block * 10_000 + tx), value, version: { block, tx } };
    });
    const location = { offset: 0, length: 0 };
    store.apply({
      number: block,
      location,
      headerHash: value,
      commitHash: value,
      changes,
      writes: [],
      transactions: [],
    });
  }
  const start = performance.now();
  const count = 100_000;
  for (let index = 0; index < count; index += 1) store.get('fapiao', keyOf((index * 104_729) % KEYS));
  const micros = ((performance.now() - start) * 1000) / count;
  store.close();
  return { name: `look-up among ${KEYS} keys`, value: micros, unit: 'us' };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '8' }, json: { type: 'string' } },
  });
  const rows = await benchEmbedded(Number(values.seconds));
  for (const { name, value, unit } of rows)
    console.log(`${name.padEnd(58)} ${value.toFixed(2).padStart(12)} ${unit}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
}
