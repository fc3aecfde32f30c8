import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { type Bench, row } from './row.ts';
import { median } from './timing.ts';

const BARE_ROUTE = fileURLToPath(new URL('bare-route.ts', import.meta.url));
const CONNECTIONS = 16;
/** What is measured is not the quota. */
const UNLIMITED = { FAPIAO_REQUESTS_PER_MINUTE: '1000000000' };
const TURNS = 4;

/**
 * Reading an invoice over REST, its caller checked and the answer read from the ledger as it is now,
 * against a bare route of Express that answers the same bytes from memory. Each is a process of its own.
 */
export const benchGateway: Bench = async ({ seconds }) => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home, UNLIMITED);
  const bare = fork(BARE_ROUTE);
  try {
    const rates = await readRates(gateway, home, bare, seconds);
    return [
      row('gateway/GET /invoices/{number}', median(rates.gateway), 'requests/s', {
        reference: 'bare Express route, answer in memory',
        referenceValue: median(rates.bare),
        aim: { of: 'ratio', is: '>=', bound: 0.7 },
      }),
    ];
  } finally {
    bare.kill();
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

/** In turns, so that what else the machine does hits both. */
async function readRates(
  gateway: StartedGateway,
  home: string,
  bare: ChildProcess,
  seconds: number,
): Promise<Readonly<Record<'bare' | 'gateway', readonly number[]>>> {
  const client = new MerchantClient(gateway.url, 'fapiao', await preparedSeller(gateway.url, home));
  const { body } = await client.issue(draftOf(client.code, enterprise(enterpriseCode(2))));
  const path = `/v1/invoices/${body.invoices[0]?.number}`;
  bare.send({ answer: (await client.get(path)).body });
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
  const rates = { bare: [] as number[], gateway: [] as number[] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const token = client.token();
    rates.bare.push(await requestsPerSecond(`http://127.0.0.1:${port}${path}`, token, seconds / TURNS));
    rates.gateway.push(await requestsPerSecond(gateway.url + path, token, seconds / TURNS));
  }
  return rates;
}

/** Over connections that stay open. As light as it can be: the asking takes processor time from the answering. */
async function requestsPerSecond(url: string, token: string, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { Authorization: `Bearer ${token}` };
  const start = performance.now();
  const end = start + seconds * 1000;
  let count = 0;
  const askUntilEnd = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const ask = (): void => {
        if (performance.now() >= end) {
          resolve();
          return;
        }
        get(url, { agent, headers }, (response) => {
          if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
          count += 1;
          response.resume().on('end', ask).on('error', reject);
        }).on('error', reject);
      };
      ask();
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, askUntilEnd));
  agent.destroy();
  return (count * 1000) / (performance.now() - start);
}
