/**
 * The gateway in a process of its own, over a ledger on a disk: bulk issue beside the ledger's own page
 * rate, and reading an invoice beside a bare Express route that answers the same bytes.
 *
 *   node test/bench/gateway.ts [--seconds N]          (Node 24, after `npm run build`)
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import express from 'express';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';

const DRAFTS = 10_000;
const PAGE_SIZE = 500;
const CONNECTIONS = 16;

/** Invoices a second of one lane, page after page, straight on the ledger. */
async function pageRate(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'fapiao-bench-'));
  const ledger = await openEmbeddedLedger({ folder });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  const world = await LedgerWorld.open(ledger.client(), { bureau, platform });
  const seller = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(seller, { credit: '99999999999.00', numbers: 500_000 });
  const drafts = Array.from({ length: PAGE_SIZE }, () => draftOf(seller.code, enterprise(enterpriseCode(2))));
  await world.issue(seller, drafts);
  const start = performance.now();
  for (let count = 0; count < DRAFTS; count += PAGE_SIZE) await world.issue(seller, drafts);
  const rate = (DRAFTS * 1000) / (performance.now() - start);
  await ledger.close();
  await rm(folder, { recursive: true });
  return rate;
}

/** Invoices a second of one bulk request; signing its lines is not counted. */
async function bulkRate(client: MerchantClient, perLine: number): Promise<number> {
  const drafts = Array.from({ length: perLine }, () => draftOf(client.code, enterprise(enterpriseCode(2))));
  const body = Array.from({ length: DRAFTS / perLine }, () => client.bulkLine(drafts)).join('\n');
  const start = performance.now();
  const answers = await client.bulk(body);
  const seconds = (performance.now() - start) / 1000;
  const issued = answers.reduce((sum, { invoices }) => sum + (invoices?.length ?? 0), 0);
  if (issued !== DRAFTS)
    throw new Error(`${issued} issued: ${JSON.stringify(answers.find((a) => a.problem))}`);
  return issued / seconds;
}

/** Requests a second over connections that stay open. */
async function getRate(url: string, token: string, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { Authorization: `Bearer ${token}` };
  const get = async (): Promise<void> => {
    const asked = request(url, { agent, headers }).end();
    const [answer] = await once(asked, 'response');
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
    await once(answer.resume(), 'end');
  };
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const work = async (): Promise<void> => {
    for (; performance.now() < end; count += 1) await get();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  agent.destroy();
  return count / seconds;
}

/** The child: Express and nothing else. */
function serveBare(answer: unknown): void {
  const app = express();
  app.get('/v1/invoices/:number', (_request, response) => void response.json(answer));
  const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
}

function row(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(58)} ${value.toFixed(2).padStart(12)} ${unit}`);
}

async function main(seconds: number): Promise<void> {
  const own = await pageRate();
  row('the ledger alone, pages of 500 on one lane', own, 'invoices/s');
  const home = await mkdtemp(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home);
  const client = new MerchantClient(gateway.url, 'fapiao', await preparedSeller(gateway.url, home));
  const { body: issued } = await client.issue(draftOf(client.code, enterprise(enterpriseCode(2))));
  for (const perLine of [500, 1]) {
    const rate = await bulkRate(client, perLine);
    row(`bulk issue of ${DRAFTS}, ${perLine} a line`, rate, 'invoices/s');
    row('  to the ledger alone', rate / own, '');
  }
  const path = `/v1/invoices/${issued.invoices[0]?.number}`;
  const { body } = await client.get(path);
  const child = fork(fileURLToPath(import.meta.url), ['--bare']);
  child.send({ answer: body });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const urls = { bare: `http://127.0.0.1:${port}${path}`, gateway: gateway.url + path };
  const rates = { bare: 0, gateway: 0 };
  // In turns, so that what else the machine does hits both.
  const turns = 4;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of ['bare', 'gateway'] as const) {
      rates[name] += (await getRate(urls[name], client.token(), seconds / turns)) / turns;
    }
  }
  child.kill();
  row('GET of an invoice, bare Express', rates.bare, 'requests/s');
  row('GET of an invoice, gateway', rates.gateway, 'requests/s');
  row('  to bare Express', rates.gateway / rates.bare, '');
  await gateway.stop('SIGTERM');
  await rm(home, { recursive: true });
}

if (process.argv.includes('--bare')) {
  process.once('message', (message: { answer: unknown }) => serveBare(message.answer));
} else {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
  await main(Number(values.seconds));
}
