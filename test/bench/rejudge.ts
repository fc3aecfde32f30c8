import { availableParallelism } from 'node:os';
import { openChain, rejudge } from '@fapiao-ledger/network/rejudge';
import { DraftPool } from './draft-pool.ts';
import { IssuingLedger, PAGES_UNDER_WAY } from './issuing-ledger.ts';
import { type Bench, type BenchRow, row } from './row.ts';

const INVOICES = 200_000;
const SINGLE_SECONDS = 8;
const SINGLE_LANES = 96;
/** Threads that judge: as many as the command takes. */
const THREADS = availableParallelism();

/** Invoices that are judged again in a second, and what one costs, for pages of 500 and of 1. */
export const benchRejudge: Bench = async () => [
  ...(await rowsOf('page of 500', DraftPool.realistic())),
  ...(await rowsOf('page of 500, one line', DraftPool.oneLine())),
  ...(await singleRows()),
];

async function rowsOf(name: string, drafts: DraftPool): Promise<readonly BenchRow[]> {
  const ledger = await IssuingLedger.open({ lanes: PAGES_UNDER_WAY, drafts });
  try {
    await ledger.growTo(INVOICES);
    await ledger.close();
    return await measured(name, ledger.folder, 100_000);
  } finally {
    ledger.remove();
  }
}

async function singleRows(): Promise<readonly BenchRow[]> {
  const ledger = await IssuingLedger.open({ lanes: SINGLE_LANES });
  try {
    await ledger.issueFor(SINGLE_SECONDS, 1, SINGLE_LANES);
    await ledger.close();
    return await measured('page of 1', ledger.folder);
  } finally {
    ledger.remove();
  }
}

/** @param aim invoices per second */
async function measured(name: string, folder: string, aim?: number): Promise<readonly BenchRow[]> {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const chain = await openChain({ ledger: folder });
  const { invoices, count } = await rejudge(chain, { selection: {}, contract: 'fapiao', threads: THREADS });
  await chain.close();
  const { user, system } = process.cpuUsage(cpuStart);
  const seconds = (performance.now() - start) / 1000;
  if (count > 0) throw new Error(`${count} differences in a ledger that the contract wrote`);
  return [
    row(
      `rejudge/${name}`,
      invoices / seconds,
      'invoices/s',
      aim === undefined ? {} : { aim: { of: 'value', is: '>=', bound: aim } },
    ),
    row(`rejudge/${name}, processor time`, (user + system) / invoices, 'us/invoice'),
  ];
}
