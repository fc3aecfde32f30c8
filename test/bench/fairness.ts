import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { WORST_BODIES, worstBodies } from '../support/worst-bodies.ts';
import { typicalDraft } from './draft-pool.ts';
import { eventLoopDelay } from './event-loop.ts';
import type { Attack } from './fairness-attacker.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { quantile, timed } from './timing.ts';

/** As large as a body may be by default. */
const BODY_BYTES = 1_990_000;
/** One caller who reads without a pause asks more than the quota of requests, which is not what is measured. */
const LIMITS = { FAPIAO_REQUESTS_PER_MINUTE: '1000000' };
const CHANNEL = 'fapiao';
const CONNECTIONS = 4;
/** Of one kind of body, whatever time is left. */
const ATTACKS_MAX = 400;
const DELAY_MS_MAX = 50;

/**
 * How long a caller waits who reads invoices one by one, beside another caller who sends the worst bodies that the
 * limits admit, over several connections; and how long anything that the gateway does keeps its event loop.
 */
export const benchFairness: Bench = async ({ seconds }) => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home, LIMITS);
  try {
    const victim = new MerchantClient(gateway.url, CHANNEL, await preparedSeller(gateway.url, home, 1));
    const { body } = await victim.issue(typicalDraft(victim.code));
    const path = `/v1/invoices/${body.invoices[0]?.number}`;
    const rows: BenchRow[] = [];
    for (const [at, name] of WORST_BODIES.entries()) {
      // Each has its own attacker, so that none finds the quota of refused bytes used up.
      const credential = await preparedSeller(gateway.url, home, at + 10);
      const attacker = new MerchantClient(gateway.url, CHANNEL, credential);
      const worst = worstBodies(attacker, BODY_BYTES, await attacker.statement('issue', {}))[name];
      const bodies = Array.from({ length: CONNECTIONS }, worst);
      const attack = { url: gateway.url, channel: CHANNEL, credential, bodies, requestsMax: ATTACKS_MAX };
      rows.push(...(await rowsOf(name, gateway, attack, () => read(victim, path, seconds))));
    }
    return rows;
  } finally {
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

async function rowsOf(
  name: string,
  gateway: StartedGateway,
  attack: Attack,
  readings: () => Promise<readonly number[]>,
): Promise<readonly BenchRow[]> {
  const alone = quantile(await readings(), 0.99);
  await eventLoopDelay(gateway);
  const end = begin(attack);
  const beside = quantile(await readings(), 0.99);
  await end();
  const delay = await eventLoopDelay(gateway);
  const about = `fairness/${name}`;
  return [
    row(`${about}, another caller's p99`, beside, 'ms', {
      reference: 'without the attack',
      referenceValue: alone,
      aim: { of: 'ratio', is: '<', bound: 2 },
    }),
    row(`${about}, event loop p99`, delay.p99, 'ms', { aim: { of: 'value', is: '<', bound: DELAY_MS_MAX } }),
    row(`${about}, event loop at most`, delay.max, 'ms'),
  ];
}

/** Milliseconds of each of the requests that one caller sends in turn. */
async function read(victim: MerchantClient, path: string, seconds: number): Promise<readonly number[]> {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  while (performance.now() < end) {
    times.push(
      await timed(async () => {
        const { status } = await victim.get(path);
        if (status !== 200) throw new Error(`the answer is ${status}`);
      }),
    );
  }
  return times;
}

/** Begins an attack in a thread of its own. @returns a function that ends it */
function begin(attack: Attack): () => Promise<void> {
  const attacker = new Worker(new URL('./fairness-attacker.ts', import.meta.url), { workerData: attack });
  const ended = new Promise<void>((resolve, reject) => {
    attacker.on('error', reject).on('exit', () => resolve());
  });
  return async () => {
    attacker.postMessage('stop');
    await ended;
  };
}
