import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InvoiceViewJson } from '@fapiao-ledger/core';
import { type At, openSqlite, ReadModel } from '@fapiao-ledger/gateway/read-model';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { expect, onTestFinished, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';

/** 200 in `npm run test:long`; ten take some 25 s on two cores. */
const KILLS = Number(process.env.TEST_KILLS ?? 10);
const CLIENTS = 8;
const ANSWERS_BEFORE_KILL = 25;
const LIST_LIMIT = 200;

test(
  `${KILLS} times killed under load, it has lost nothing it acknowledged and issues nothing twice`,
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'fapiao-kill-'));
    let gateway = await startGateway(home);
    onTestFinished(async () => {
      await gateway.stop('SIGKILL');
      await rm(home, { recursive: true });
    });
    const credential = await preparedSeller(gateway.url, home);
    const draft = draftOf(credential.code, enterprise(credential.code));
    const acknowledged = new Map<string, string>();
    const asked: string[] = [];

    for (let kill = 0; kill < KILLS; kill += 1) {
      const client = new MerchantClient(gateway.url, 'fapiao', credential);
      const enough = acknowledged.size + ANSWERS_BEFORE_KILL;
      const killed = Promise.withResolvers<number | null>();
      const work = async (): Promise<void> => {
        for (;;) {
          const requestId = randomUUID();
          asked.push(requestId);
          const reply = await client.issue(draft, { requestId });
          acknowledged.set(requestId, reply.body.invoices[0]?.number as string);
          if (acknowledged.size === enough) void gateway.stop('SIGKILL').then(killed.resolve);
        }
      };
      const ends = await Promise.allSettled(Array.from({ length: CLIENTS }, work));
      expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
      expect(await killed.promise).toBeNull();
      gateway = await startGateway(home);
    }

    const client = new MerchantClient(gateway.url, 'fapiao', credential);
    const numbers = new Set<string>();
    for (const requestId of asked) {
      const { status, body } = await client.issue(draft, { requestId });
      const number = body.invoices[0]?.number as string;
      expect([status, acknowledged.get(requestId) ?? number]).toEqual([201, number]);
      numbers.add(number);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * ANSWERS_BEFORE_KILL);
    expect(numbers.size).toBe(asked.length);
    for (const number of numbers) {
      const { status, body } = await client.get<InvoiceViewJson>(`/v1/invoices/${number}`);
      expect([status, body.invoice.number, body.status.state]).toEqual([200, number, 'OPEN']);
    }
    const inList = async (): Promise<string[]> => (await listed(client)).sort();
    await expect.poll(inList).toEqual([...numbers].sort());
    expect(await gateway.stop('SIGTERM')).toBe(0);
    expect(await readModelOf(home)).toEqual(await rebuiltReadModel(home));
  },
  60_000 + KILLS * 20_000,
);

/** Every number that the gateway lists to the seller. */
async function listed(client: MerchantClient): Promise<string[]> {
  const numbers: string[] = [];
  let more = '';
  do {
    const { body } = await client.get<{ invoices: { number: string }[]; next?: string }>(
      `/v1/invoices?role=seller&limit=${LIST_LIMIT}${more}`,
    );
    numbers.push(...body.invoices.map(({ number }) => number));
    more = body.next === undefined ? '' : `&cursor=${body.next}`;
  } while (more !== '');
  return numbers;
}

/** Height and digest of the read model that the gateway kept through all kills. */
async function readModelOf(home: string): Promise<At<string>> {
  const model = await ReadModel.open(openSqlite(join(home, 'read-model.db')), 'fapiao');
  const digest = await model.digest();
  await model.close();
  return digest;
}

/** The same of one that is made anew from the ledger's blocks. */
async function rebuiltReadModel(home: string): Promise<At<string>> {
  const ledger = await openEmbeddedLedger({ folder: join(home, 'ledger') });
  const client = ledger.client();
  const model = await ReadModel.open(openSqlite(join(home, 'rebuilt.db')), client.channel);
  const { height } = await client.status();
  const stop = new AbortController();
  for await (const block of client.blocks(0n, stop.signal)) {
    if ((await model.apply([changesIn(block)])) === height) break;
  }
  stop.abort();
  const digest = await model.digest();
  await model.close();
  await ledger.close();
  return digest;
}
