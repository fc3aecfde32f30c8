import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '@fapiao-ledger/network/home';
import { actRows, noTimes, timeActs } from '../acts.ts';
import { DraftPool } from '../draft-pool.ts';
import { IssuingLedger, PAGES_UNDER_WAY, type Run } from '../issuing-ledger.ts';
import { type Bench, type BenchRow, row, Unmeasurable } from '../row.ts';
import { quantile, timed } from '../timing.ts';
import { auditRow } from './audit.ts';
import { blockParts } from './block-parts.ts';
import { gatewayRows, secondsToReady } from './gateway.ts';
import { Progress } from './progress.ts';

/** Sizes of the ledger at which everything is measured, besides the size that is asked for. */
const MARKS = [10_000, 1_000_000, 10_000_000];
const SHORT_RUN_MAX = 100_000;
/** Invoices of the ledger beside which single issues are measured. */
const SMALL = 10_000;
/** Most invoices before a mark over which issuing is measured. */
const MEASURED_MAX = 100_000;
const PAGE = 500;
/** Numbers of a lane over its part of the invoices: lanes do not issue alike, and single issues come on top. */
const NUMBERS_FACTOR = 1.2;
const NUMBERS_SPARE = 10_000;
const WARM_UP = 20;
const ROUNDS = 300;
/** Blocks, state, the state that the audit builds, and read model, with a reserve. */
const DISK_BYTES_PER_INVOICE = 2_000;

interface Growing {
  readonly small: IssuingLedger;
  readonly large: IssuingLedger;
  /** Home of the gateway on the large ledger. */
  readonly home: string;
  /** Seconds until a gateway on an empty ledger is ready. */
  readonly emptyReady: number;
}

/**
 * The ledger with the real contract as it grows, and a gateway on it: what issuing, claiming, opening, auditing, catching up and
 * asking take at each size, and the bytes on the disk.
 * @throws {Unmeasurable} when the disk is too small
 */
export const benchScale: Bench = async ({ invoices }) => {
  requireDisk(invoices, freeBytes());
  const drafts = DraftPool.realistic();
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const lanes = PAGES_UNDER_WAY;
  const numbers = Math.ceil((invoices / lanes) * NUMBERS_FACTOR) + NUMBERS_SPARE;
  const small = await IssuingLedger.open({ lanes: 1, drafts });
  const large = await IssuingLedger.open({ lanes, drafts, numbers, folder: filesOf(home).ledger });
  const growing = { small, large, home, emptyReady: await emptyReadySeconds() };
  await small.growTo(Math.min(SMALL, invoices));
  const rows: BenchRow[] = [];
  for (const mark of marksUpTo(invoices)) rows.push(...(await rowsAt(mark, growing, invoices)));
  await large.close();
  await small.close();
  return rows;
};

/** @throws {Unmeasurable} when so many invoices need more than the free bytes of the disk */
export function requireDisk(invoices: number, free: number): void {
  const needed = invoices * DISK_BYTES_PER_INVOICE;
  if (free >= needed) return;
  throw new Unmeasurable(
    `${invoices} invoices need ${gigabytes(needed)} GB in ${tmpdir()}, which has ${gigabytes(free)} GB; set TMPDIR to a larger disk, or ask for fewer with --invoices`,
  );
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(tmpdir());
  return bavail * bsize;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

/** A short run measures at its end only. */
function marksUpTo(invoices: number): readonly number[] {
  if (invoices <= SHORT_RUN_MAX) return [invoices];
  return [...MARKS.filter((mark) => mark < invoices), invoices];
}

async function emptyReadySeconds(): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  console.log('scale: a gateway starts on an empty ledger');
  // The first start makes keys and certificates.
  await secondsToReady(home);
  return await secondsToReady(home);
}

async function rowsAt(mark: number, growing: Growing, invoices: number): Promise<readonly BenchRow[]> {
  const { large, home, emptyReady } = growing;
  const before = large.invoices;
  const rows: BenchRow[] = [];
  rows.push(...(await growthRows(large, mark, invoices)));
  rows.push(...(await blockParts(large)));
  rows.push(...(await singleRows(growing)));
  await large.close();
  rows.push(row('state', large.stateBytes / large.invoices, 'bytes/invoice'));
  console.log(`scale: auditing ${large.invoices} invoices`);
  rows.push(await auditRow(large));
  const added = large.invoices - before;
  console.log(`scale: a gateway catches up with ${added} invoices`);
  rows.push(...(await gatewayRows(home, large, { added, emptyReady })));
  const opened = await timed(() => large.reopen());
  rows.push(row('ledger opened, every block checked', opened / 1000, 's'));
  return rows.map((each) => ({ ...each, name: `scale/${each.name}, at ${mark} invoices` }));
}

/** Grows to a mark, and shows how issuing went before it. */
async function growthRows(
  large: IssuingLedger,
  mark: number,
  invoices: number,
): Promise<readonly BenchRow[]> {
  const progress = new Progress(large, invoices);
  await large.growTo(mark - Math.min(MEASURED_MAX, (mark - large.invoices) / 2));
  const run = await large.growTo(mark);
  progress.stop();
  return [
    row('pages of 500', (run.count * PAGE) / run.wall, 'invoices/s'),
    row('pages of 500, processor time', costUs(run), 'us/invoice'),
    row('pages of 500, block file', run.bytes / (run.count * PAGE), 'bytes/invoice'),
    row('peak memory of ledger and clients', process.resourceUsage().maxRSS / 1024, 'MB'),
  ];
}

function costUs({ cpu, count }: Run): number {
  return (cpu * 1e6) / (count * PAGE);
}

/** Acts on one invoice. Small and large ledger issue in turns, so that a busy machine slows both alike. */
async function singleRows({ small, large }: Growing): Promise<readonly BenchRow[]> {
  const times = { small: [] as number[], large: noTimes() };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const beside = await timed(() => small.issueClaimable());
    await timeActs(large, round < 0 ? noTimes() : times.large);
    if (round >= 0) times.small.push(beside);
  }
  const issued = ([0.5, 0.99] as const).map((share) =>
    row(`issue of one invoice, p${share * 100}`, quantile(times.large.issue, share), 'ms', {
      reference: `in a ledger of ${SMALL} invoices`,
      referenceValue: quantile(times.small, share),
      aim: { of: 'ratio', is: '<', bound: 1.2 },
    }),
  );
  return [...issued, ...actRows(times.large)];
}
