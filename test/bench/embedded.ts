import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { SqliteStateStore } from '@fapiao-ledger/network/embedded/in-process';
import { actRows, timesOfActs } from './acts.ts';
import { DraftPool } from './draft-pool.ts';
import { signaturesPerSecond, syncsPerSecond } from './floor.ts';
import { IssuingLedger, PAGES_UNDER_WAY, type Run } from './issuing-ledger.ts';
import { type Bench, type BenchOptions, type BenchRow, row } from './row.ts';
import { median, timed } from './timing.ts';

/** Lanes that issue at the same time: each commits one transaction to a block. */
const LANES = 96;
const PAGE = 500;
const LONE_ACTS = 200;
const REOPENED_INVOICES = 100_000;
const KEYS = 1_000_000;

/** Transactions and pages a second, what they cost in processor time, and how long opening again takes. */
export const benchEmbedded: Bench = async (options) => {
  const ledger = await IssuingLedger.open({ lanes: LANES });
  try {
    const rows = [
      ...(await throughputRows(ledger, options)),
      ...(await draftRows(ledger, options)),
      ...(await loneRows(ledger)),
      ...(await diskRows(options)),
    ];
    return [...rows, ...(await reopenRows(ledger)), lookUpRow()];
  } finally {
    ledger.remove();
  }
};

async function throughputRows(
  ledger: IssuingLedger,
  { seconds }: BenchOptions,
): Promise<readonly BenchRow[]> {
  await ledger.issueFor(seconds / 2, 1, LANES);
  const floor = { reference: 'P-256 sign and verify, one thread', referenceValue: signaturesPerSecond() };
  const single = await ledger.issueFor(seconds, 1, LANES);
  const page50 = await ledger.issueFor(seconds, 50, PAGES_UNDER_WAY * 4);
  const page500 = await ledger.issueFor(seconds, PAGE, PAGES_UNDER_WAY);
  return [
    row('embedded/single invoices', single.count / single.wall, 'tx/s', {
      ...floor,
      aim: { of: 'value', is: '>=', bound: 700 },
    }),
    ...costRows('page of 1', single, 1),
    row('embedded/page of 50', invoicesPerSecond(page50, 50), 'invoices/s', against(single)),
    ...costRows('page of 50', page50, 50),
    row('embedded/page of 500', invoicesPerSecond(page500, PAGE), 'invoices/s', {
      ...against(single),
      aim: { of: 'value', is: '>=', bound: 15_000 },
    }),
    ...costRows('page of 500', page500, PAGE),
    bytesRow('page of 500', page500, PAGE),
    row('embedded/page of 1 over page of 500, processor time', costUs(single, 1), 'us/invoice', {
      reference: 'page of 500',
      referenceValue: costUs(page500, PAGE),
      aim: { of: 'ratio', is: '>=', bound: 15 },
    }),
  ];
}

/** Pages of the drafts that compress best, and of those that compress worst. */
async function draftRows(ledger: IssuingLedger, { seconds }: BenchOptions): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const kinds = [
    ['one line', DraftPool.oneLine()],
    ['incompressible', DraftPool.incompressible()],
  ] as const;
  for (const [kind, drafts] of kinds) {
    const run = await ledger.issueFor(seconds, PAGE, PAGES_UNDER_WAY, drafts);
    const name = `page of 500, ${kind}`;
    rows.push(
      row(`embedded/${name}`, invoicesPerSecond(run, PAGE), 'invoices/s'),
      ...costRows(name, run, PAGE),
      bytesRow(name, run, PAGE),
    );
  }
  return rows;
}

/** What one act takes while nothing else happens. */
async function loneRows(ledger: IssuingLedger): Promise<readonly BenchRow[]> {
  const times = await timesOfActs(ledger, LONE_ACTS);
  return [
    row('embedded/a lone transaction, median', median(times.issue), 'ms', {
      reference: 'append and fdatasync',
      referenceValue: 1000 / syncsPerSecond(),
    }),
    ...actRows(times).map((each) => ({ ...each, name: `embedded/${each.name}` })),
  ];
}

/** What a transaction of one invoice takes on the disk. */
async function diskRows({ seconds }: BenchOptions): Promise<readonly BenchRow[]> {
  const ledger = await IssuingLedger.open({ lanes: LANES });
  try {
    await ledger.close();
    const before = ledger.stateBytes;
    await ledger.reopen();
    const run = await ledger.issueFor(seconds, 1, LANES);
    await ledger.close();
    const state = (ledger.stateBytes - before) / run.count;
    return [bytesRow('page of 1', run, 1), row('embedded/page of 1, state', state, 'bytes/invoice')];
  } finally {
    ledger.remove();
  }
}

function bytesRow(name: string, { bytes, count }: Run, size: number): BenchRow {
  return row(`embedded/${name}, block file`, bytes / (count * size), 'bytes/invoice');
}

/** What is left when other programs take the processor: cost, and how much of two cores the run got. */
function costRows(name: string, run: Run, size: number): readonly BenchRow[] {
  return [
    row(`embedded/${name}, processor time`, costUs(run, size), 'us/invoice'),
    row(`embedded/${name}, cores it got`, run.cpu / run.wall, 'cores'),
  ];
}

function costUs({ cpu, count }: Run, size: number): number {
  return (cpu * 1e6) / (count * size);
}

function invoicesPerSecond({ count, wall }: Run, size: number): number {
  return (count * size) / wall;
}

function against(single: Run): { reference: string; referenceValue: number } {
  return { reference: 'page of 1', referenceValue: invoicesPerSecond(single, 1) };
}

async function reopenRows(ledger: IssuingLedger): Promise<readonly BenchRow[]> {
  await ledger.growTo(REOPENED_INVOICES);
  await ledger.close();
  const opened = await secondsToOpen(ledger.folder);
  rmSync(join(ledger.folder, 'channel', 'state.sqlite'));
  const rebuilt = await secondsToOpen(ledger.folder);
  return [
    row(`embedded/opened with ${ledger.invoices} invoices, every block checked`, opened, 's'),
    row('embedded/opened with its state rebuilt', rebuilt, 's'),
  ];
}

async function secondsToOpen(folder: string): Promise<number> {
  const open = async (): Promise<void> => {
    ledger = await openEmbeddedLedger({ folder });
  };
  let ledger: Awaited<ReturnType<typeof openEmbeddedLedger>> | undefined;
  const ms = await timed(open);
  await ledger?.close();
  return ms / 1000;
}

function lookUpRow(): BenchRow {
  const store = new SqliteStateStore(':memory:');
  const value = Buffer.alloc(300, 'x');
  const keyOf = (index: number): string => `key-${String(index * 7919).padStart(12, '0')}`;
  for (let block = 0; block < KEYS / 10_000; block += 1) {
    const changes = Array.from({ length: 10_000 }, (_, tx) => {
      return { namespace: 'fapiao', key: keyOf(block * 10_000 + tx), value, version: { block, tx } };
    });
    store.apply({
      number: block,
      location: { offset: 0, length: 0 },
      digest: value,
      headerHash: value,
      commitHash: value,
      changes,
      writes: [],
      transactions: [],
    });
  }
  const count = 100_000;
  const start = performance.now();
  for (let index = 0; index < count; index += 1) store.get('fapiao', keyOf((index * 104_729) % KEYS));
  const micros = ((performance.now() - start) * 1000) / count;
  store.close();
  return row(`embedded/look-up among ${KEYS} keys`, micros, 'us');
}
