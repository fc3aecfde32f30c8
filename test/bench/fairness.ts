import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { WORST_BODIES, type WorstBody, worstBodies } from '../support/worst-bodies.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { quantile, timed } from './timing.ts';

/** As large as a body may be by default. */
const BODY_BYTES = 1_990_000;
/** One caller who reads without a pause asks more than the quota of requests, which is not what is measured. */
const LIMITS = { FAPIAO_REQUESTS_PER_MINUTE: '1000000' };
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
    const victim = await client(gateway, home, 1);
    const { body } = await victim.issue(draftOf(victim.code, enterprise(enterpriseCode(3))));
    const path = `/v1/invoices/${body.invoices[0]?.number}`;
    const rows: BenchRow[] = [];
    for (const [at, name] of WORST_BODIES.entries()) {
      // Each has its own attacker, so that none finds the quota of refused bytes used up.
      const attacker = await client(gateway, home, at + 10);
      const worst = worstBodies(attacker, BODY_BYTES, await attacker.statement('issue', {}))[name];
      rows.push(
        ...(await rowsOf(name, gateway, new Attacker(gateway.url, attacker, worst), () =>
          read(victim, path, seconds),
        )),
      );
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
  attacker: Attacker,
  readings: () => Promise<readonly number[]>,
): Promise<readonly BenchRow[]> {
  const alone = quantile(await readings(), 0.99);
  await delayOf(gateway);
  const attack = attacker.start();
  const beside = quantile(await readings(), 0.99);
  await attack.stop();
  const delay = await delayOf(gateway);
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

async function client(gateway: StartedGateway, home: string, serial: number): Promise<MerchantClient> {
  return new MerchantClient(gateway.url, 'fapiao', await preparedSeller(gateway.url, home, serial));
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

/** Since it was asked the last time, ms. */
async function delayOf({ url }: StartedGateway): Promise<{ readonly p99: number; readonly max: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const of = (name: string): number =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(text)?.[1]) * 1000;
  return { p99: of('p99'), max: of('max') };
}

/** Sends one kind of body over and over, on several connections. */
class Attacker {
  readonly #url: URL;
  readonly #worst: () => WorstBody;
  readonly #client: MerchantClient;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  #left = ATTACKS_MAX;

  constructor(url: string, by: MerchantClient, worst: () => WorstBody) {
    this.#url = new URL(url);
    this.#worst = worst;
    this.#client = by;
  }

  start(): { readonly stop: () => Promise<void> } {
    const senders = Array.from({ length: CONNECTIONS }, () => this.#send());
    const stop = async (): Promise<void> => {
      this.#left = 0;
      await Promise.all(senders);
      this.#agent.destroy();
    };
    return { stop };
  }

  async #send(): Promise<void> {
    const { path, type, body, headers } = this.#worst();
    const bytes = Buffer.from(body);
    for (; this.#left > 0; this.#left -= 1) {
      const Authorization = `Bearer ${this.#client.token()}`;
      await this.#post(path, bytes, { ...headers, 'Content-Type': type, Authorization });
    }
  }

  async #post(path: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<void> {
    const options = {
      method: 'POST',
      agent: this.#agent,
      headers: { ...headers, 'Content-Length': body.length },
    };
    await new Promise<void>((resolve) => {
      const sent = request(new URL(path, this.#url), options);
      sent.on('response', (response) => response.resume().on('close', () => resolve()));
      // Whose body is not read is hung up on.
      sent.on('error', () => resolve());
      sent.end(body);
    });
  }
}
