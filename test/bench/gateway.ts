import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';
import { typicalDraft } from './draft-pool.ts';
import { processorSeconds } from './fabric/process-time.ts';
import { askUntilEnd } from './keep-alive-load.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { median } from './timing.ts';

const BARE_ROUTE = fileURLToPath(new URL('bare-route.ts', import.meta.url));
const CONNECTIONS = 16;
/** What is measured is not the quota; a bare route writes no log either. */
const UNLIMITED = { FAPIAO_REQUESTS_PER_MINUTE: '1000000000', FAPIAO_LOG: 'warn' };
const TURNS = 4;
const REFERENCE = 'bare Express route, answer in memory';

/** Who answers, and where. */
interface Contender {
  readonly url: URL;
  readonly pid: number;
  readonly perSecond: number[];
  /** Processor time of all threads, microseconds. */
  readonly perRequest: number[];
}

/**
 * Reading an invoice over REST, its caller checked and the answer that of the ledger as it is now, against a
 * bare route of Express that answers the same bytes from memory. Each is a process of its own.
 */
export const benchGateway: Bench = async ({ seconds }) => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home, UNLIMITED);
  const bare = fork(BARE_ROUTE);
  try {
    return rowsOf(await contend(gateway, home, bare, seconds));
  } finally {
    bare.kill();
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

/** In turns, so that what else the machine does hits both. */
async function contend(
  gateway: StartedGateway,
  home: string,
  bare: ChildProcess,
  seconds: number,
): Promise<Readonly<Record<'bare' | 'gateway', Contender>>> {
  const client = new MerchantClient(gateway.url, 'fapiao', await preparedSeller(gateway.url, home));
  const { body } = await client.issue(typicalDraft(client.code));
  const path = `/v1/invoices/${body.invoices[0]?.number}`;
  bare.send({ answer: (await client.get(path)).body });
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
  const contenders = {
    bare: contender(`http://127.0.0.1:${port}${path}`, bare.pid),
    gateway: contender(gateway.url + path, gateway.pid),
  };
  // The first turn is for compilers and caches, and counts for neither.
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const token = client.token();
    for (const one of Object.values(contenders)) await measure(one, token, seconds / TURNS, turn > 0);
  }
  return contenders;
}

function contender(url: string, pid = 0): Contender {
  return { url: new URL(url), pid, perSecond: [], perRequest: [] };
}

async function measure(
  { url, pid, perSecond, perRequest }: Contender,
  token: string,
  seconds: number,
  counts: boolean,
): Promise<void> {
  const before = used(pid);
  const load = await askUntilEnd(url, token, { connections: CONNECTIONS, seconds });
  if (!counts) return;
  perSecond.push(load.count / load.seconds);
  perRequest.push(((used(pid) - before) * 1e6) / load.count);
}

/** Only Linux tells of others. */
function used(pid: number): number {
  return platform() === 'linux' ? processorSeconds(pid) : 0;
}

function rowsOf({ bare, gateway }: Readonly<Record<'bare' | 'gateway', Contender>>): readonly BenchRow[] {
  const rate = row('gateway/GET /invoices/{number}', median(gateway.perSecond), 'requests/s', {
    reference: REFERENCE,
    referenceValue: median(bare.perSecond),
    aim: { of: 'ratio', is: '>=', bound: 0.7 },
  });
  if (platform() !== 'linux') return [rate];
  const time = row('gateway/the same, processor time', median(gateway.perRequest), 'us/request', {
    reference: REFERENCE,
    referenceValue: median(bare.perRequest),
  });
  return [rate, time];
}
