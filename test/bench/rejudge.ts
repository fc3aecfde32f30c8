import { availableParallelism } from 'node:os';
import { openChain, rejudge } from '@fapiao-ledger/network/rejudge';
import { IssuingLedger, PAGES_UNDER_WAY } from './issuing-ledger.ts';
import { type Bench, type BenchRow, type Beside, row } from './row.ts';

const INVOICES = 200_000;
const SINGLE_SECONDS = 5;
const SINGLE_LANES = 96;
/** Threads that judge: as many as the command takes. */
const THREADS = availableParallelism();

/** Invoices that are judged again in a second, and what one costs, for pages of 500 and of 1. */
export const benchRejudge: Bench = async () => [
  ...(await rowsOf('page of 500', PAGES_UNDER_WAY, (ledger) => ledger.growTo(INVOICES), {
    aim: { of: 'value', is: '>=', bound: 100_000 },
  })),
  ...(await rowsOf('page of 1', SINGLE_LANES, (ledger) => ledger.issueFor(SINGLE_SECONDS, 1, SINGLE_LANES))),
];

async function rowsOf(
  name: string,
  lanes: number,
  issue: (ledger: IssuingLedger) => Promise<unknown>,
  beside: Beside = {},
): Promise<readonly BenchRow[]> {
  const ledger = await IssuingLedger.open({ lanes });
  try {
    await issue(ledger);
    await ledger.close();
    return await measured(name, ledger.folder, beside);
  } finally {
    ledger.remove();
  }
}

async function measured(name: string, folder: string, beside: Beside): Promise<readonly BenchRow[]> {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const chain = await openChain({ ledger: folder });
  const { invoices, count } = await rejudge(chain, { selection: {}, contract: 'fapiao', threads: THREADS });
  await chain.close();
  const { user, system } = process.cpuUsage(cpuStart);
  const seconds = (performance.now() - start) / 1000;
  if (count > 0) throw new Error(`${count} differences in a ledger that the contract wrote`);
  return [
    row(`rejudge/${name}`, invoices / seconds, 'invoices/s', beside),
    row(`rejudge/${name}, processor time`, (user + system) / invoices, 'us/invoice'),
  ];
}
