import { mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MerchantClient, type Reply } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';
import { typicalDraft } from './draft-pool.ts';
import { processorSeconds } from './fabric/process-time.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { median } from './timing.ts';

const UNLIMITED = { FAPIAO_REQUESTS_PER_MINUTE: '1000000000', FAPIAO_LOG: 'warn' };
const CALLERS = 16;
/** Invoices that each caller issues in turn, and then reverses. */
const INVOICES = 25;

type Act = 'issue' | 'reverse';
type Figures = Readonly<Record<Act, { readonly perSecond: number[]; readonly perAct: number[] }>>;

/** Invoices reversed over REST by callers with a lane each, beside the issue of one invoice per request, in turns. */
export const benchReverse: Bench = async ({ seconds }) => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home, UNLIMITED);
  const figures: Figures = { issue: { perSecond: [], perAct: [] }, reverse: { perSecond: [], perAct: [] } };
  try {
    const client = new MerchantClient(gateway.url, 'fapiao', await preparedSeller(gateway.url, home));
    const measure = async (act: Act, run: (caller: number) => Promise<void>): Promise<void> => {
      const [start, before] = [performance.now(), used(gateway.pid)];
      await eachCaller(run);
      const count = CALLERS * INVOICES;
      figures[act].perSecond.push(count / ((performance.now() - start) / 1_000));
      figures[act].perAct.push(((used(gateway.pid) - before) * 1e6) / count);
    };
    const end = performance.now() + seconds * 1_000;
    await turn(client, async (_act, run) => await eachCaller(run));
    do await turn(client, measure);
    while (performance.now() < end);
  } finally {
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
  return rowsOf(figures);
};

async function turn(
  client: MerchantClient,
  measure: (act: Act, run: (caller: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const draft = typicalDraft(client.code);
  const numbers = Array.from({ length: CALLERS }, (): string[] => []);
  await measure('issue', async (caller) => {
    for (let count = 0; count < INVOICES; count += 1) {
      const { body } = await done(client.issue(draft, { lane: laneOf(caller) }));
      numbers[caller]?.push(...body.invoices.map(({ number }) => number));
    }
  });
  await measure('reverse', async (caller) => {
    for (const number of numbers[caller] ?? [])
      await done(client.redLetter('start', { number }, { reason: '01', lane: laneOf(caller) }));
  });
}

async function eachCaller(run: (caller: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: CALLERS }, async (_, caller) => await run(caller)));
}

function laneOf(caller: number): string {
  return `lane-${caller}`;
}

async function done<Body>(asked: Promise<Reply<Body>>): Promise<Reply<Body>> {
  const reply = await asked;
  if (reply.status < 300) return reply;
  throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Only Linux tells of others. */
function used(pid: number): number {
  return platform() === 'linux' ? processorSeconds(pid) : 0;
}

function rowsOf({ issue, reverse }: Figures): readonly BenchRow[] {
  const reference = 'issue of one invoice per request';
  const rate = row('reverse/POST /invoices/{number}/red-letter', median(reverse.perSecond), 'invoices/s', {
    reference,
    referenceValue: median(issue.perSecond),
  });
  if (platform() !== 'linux') return [rate];
  const time = row('reverse/the same, processor time', median(reverse.perAct), 'us/invoice', {
    reference,
    referenceValue: median(issue.perAct),
  });
  return [rate, time];
}
