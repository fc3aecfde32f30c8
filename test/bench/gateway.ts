import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { canonicalJson, type Json } from '@fapiao-ledger/chaincode/core';
import type { Express } from 'express';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { Load } from './load-worker.ts';
import { type Bench, row } from './row.ts';
import { median } from './timing.ts';

const CONNECTIONS = 16;
const ROUNDS = 3;

/**
 * Reading an invoice over REST, caller checked and answered by the ledger as it is now, against routes
 * of Express alone: one that answers the same from memory, and one that asks the same ledger and
 * checks nobody. All three take turns.
 */
export const benchGateway: Bench = async ({ seconds }) => {
  const gateway = await TestGateway.start();
  try {
    const seller = await gateway.seller();
    const { body } = await seller.issue(draftOf(seller.code, enterprise(enterpriseCode(99_999))));
    const number = body.invoices[0]?.number as string;
    const path = `/v1/invoices/${number}`;
    const answer = (await seller.get<Json>(path)).body;
    const bare = await serveBare((app) => {
      app.get('/v1/invoices/:number', (_request, response) => void response.json(answer));
      app.get('/ledger/:number', async (request, response) => {
        const args = [canonicalJson({ number: request.params.number })];
        const call = { contract: 'invoice', function: 'ReadInvoice', args } as const;
        response.json(JSON.parse(await gateway.home.client.evaluate(gateway.home.operator, call)));
      });
    });
    const rates = { ours: [] as number[], memory: [] as number[], ledger: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const load = { headers: {}, connections: CONNECTIONS, seconds: seconds / ROUNDS };
      const headers = { Authorization: `Bearer ${seller.token()}` };
      rates.ours.push(await requestsPerSecond({ ...load, url: gateway.url + path, headers }));
      rates.memory.push(await requestsPerSecond({ ...load, url: bare.url + path }));
      rates.ledger.push(await requestsPerSecond({ ...load, url: `${bare.url}/ledger/${number}` }));
    }
    bare.close();
    const name = 'gateway/GET /invoices/{number}';
    return [
      row(`${name} against a bare route`, median(rates.ours), 'requests/s', {
        reference: 'bare Express route, answer in memory',
        referenceValue: median(rates.memory),
        aim: { of: 'ratio', is: '>=', bound: 0.7 },
      }),
      row(`${name} against a bare route that reads the ledger`, median(rates.ours), 'requests/s', {
        reference: 'bare Express route, same evaluation on the ledger',
        referenceValue: median(rates.ledger),
      }),
    ];
  } finally {
    await gateway.close();
  }
};

async function serveBare(routes: (app: Express) => void): Promise<{ url: string; close: () => void }> {
  const fromGateway = createRequire(new URL('../../gateway/package.json', import.meta.url));
  const express = fromGateway('express') as () => Express;
  const app = express();
  routes(app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

async function requestsPerSecond(load: Load): Promise<number> {
  const worker = new Worker(new URL('load-worker.ts', import.meta.url), { workerData: load });
  const [rate] = (await once(worker, 'message')) as [number];
  return rate;
}
