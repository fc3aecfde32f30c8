import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';

/** 200 in `npm run test:long`; twenty take some 45 s on two cores. */
const KILLS = Number(process.env.FAPIAO_KILLS ?? 20);
const CLIENTS = 8;
const ANSWERS_BEFORE_KILL = 25;

test(
  `${KILLS} times killed under load, it has lost nothing it acknowledged and issues nothing twice`,
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'fapiao-kill-'));
    let gateway = await startGateway(home);
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
    expect((await client.get(`/v1/invoices/${[...numbers].at(-1)}`)).status).toBe(200);
    expect(await gateway.stop('SIGTERM')).toBe(0);
    await rm(home, { recursive: true });
  },
  60_000 + KILLS * 20_000,
);
