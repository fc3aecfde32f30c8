import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { down, erase, readNetworkFile, readSettings, statusOf, up } from '@fapiao-ledger/network/fabric';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { LedgerWorld, Participant } from '../support/ledger-world.ts';
import { draftOf } from './drafts.ts';
import { Load, prepareLoad, STUCK_MS } from './load.ts';
import { openLedger, openWorld, pidOf } from './network.ts';
import { freeRange } from './ports.ts';

const RACES = Number(process.env.FAPIAO_RACES ?? 20);
const RACE_MS = 5000;

describe.skipIf(inject('fabricHome') === undefined)(`the full profile${inject('fabricMissing')}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-full-'));
  let client: LedgerClient;
  let second: LedgerClient;
  let world: LedgerWorld;
  let parties: readonly [Participant, Participant];

  beforeAll(async () => {
    const port = String(await freeRange());
    await up(readSettings({ home, profile: 'full', 'base-port': port, 'batch-ms': '100' }), () => {});
    client = await openLedger('fabric-gateway', home);
    second = await openLedger('fabric-network', home);
    world = await openWorld(client, home);
    parties = await prepareLoad(world);
  });
  afterAll(async () => {
    await client?.close();
    await second?.close();
    await down(home);
    erase(home);
  });

  test.each(['the leader', 'a follower'])(
    'kill -9 of %s of the orderers loses nothing, and the others go on',
    async (which) => {
      const load = new Load(world, client, parties);
      try {
        await load.more(50);
        const leader = await leaderOf(home);
        const follower = leader === 'orderer1' ? 'orderer2' : 'orderer1';
        process.kill(pidOf(home, which === 'the leader' ? leader : follower), 'SIGKILL');
        await load.more(100);
      } finally {
        await load.stop();
      }
      console.log(`${which}: ${load}`);
      expect(load.longestMs).toBeLessThan(STUCK_MS);
      for (const transactionId of load.acknowledged)
        expect(await client.outcomeOf(transactionId)).toBe('VALID');
    },
  );

  test(
    `two gateways that redeem the same invoice: one wins, ${RACES} times`,
    async () => {
      const [seller, buyer] = parties;
      for (let race = 0; race < RACES; race += 1) {
        const { invoices } = await world.issue(seller, [draftOf(seller, buyer)], { lane: 'lane-0' });
        const number = invoices[0]?.number ?? '';
        await world.lock(buyer, buyer.code, number);
        const { totals } = (await world.read(number)).invoice;
        const body = { invoices: [{ number, amount: totals.gross }] };
        const calls = await Promise.all([client, second].map(() => world.changeCall(buyer, 'redeem', body)));
        const results = await Promise.allSettled(
          [client, second].map((each, index) => each.submit(world.operator, calls[index] as never)),
        );
        expect(
          results.filter(({ status }) => status === 'fulfilled'),
          `race ${race}`,
        ).toHaveLength(1);
        expect((await world.read(number)).status.state).toBe('REDEEMED');
      }
    },
    RACES * RACE_MS,
  );

  test('every node ends at the same height, the auditor included', async () => {
    for (;;) {
      const heights = (await statusOf(home)).flatMap(({ height }) => (height === undefined ? [] : [height]));
      if (heights.length === 7 && new Set(heights).size === 1) return;
      await delay(100);
    }
  });
});

/** The orderer whose metrics say that it leads. */
async function leaderOf(home: string): Promise<string> {
  const admin = (file: string): Buffer =>
    readFileSync(join(home, 'organisations', 'orderer', 'admin', 'tls', file));
  for (const { name, address, tlsCa, tlsName } of readNetworkFile(home).orderers) {
    const [host, port] = address.split(':') as [string, string];
    const metrics = await get({
      host,
      port: Number(port) + 2,
      path: '/metrics',
      ca: readFileSync(tlsCa),
      cert: admin('cert.pem'),
      key: admin('key.pem'),
      servername: tlsName,
    });
    if (/^consensus_etcdraft_is_leader\{.*\} 1$/m.test(metrics)) return name;
  }
  throw new Error('no orderer leads');
}

async function get(options: RequestOptions): Promise<string> {
  const call = request(options).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return await text(response);
}
