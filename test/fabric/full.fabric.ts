import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import {
  down,
  type EndpointEntry,
  erase,
  packGateway,
  readNetworkFile,
  readSettings,
  statusOf,
  up,
} from '@fapiao-ledger/network/fabric';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { refusalOf } from '../support/gateway.ts';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { MerchantClient } from '../support/merchant-client.ts';
import { startGateway } from '../support/started-gateway.ts';
import { auditEveryPeer, commonHeight } from './audit.ts';
import { KILLS, KILLS_MS, killOften, processOf } from './kills.ts';
import { Load, STUCK_MS } from './load.ts';
import { openLedger, openWorld } from './network.ts';
import { freeRange } from './ports.ts';
import { issueBy, sellerWithTills } from './seller.ts';

describe.skipIf(inject('fabricHome') === undefined)(`the full profile${inject('fabricMissing')}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-full-'));
  let client: LedgerClient;
  let world: LedgerWorld;

  beforeAll(async () => {
    const port = String(await freeRange());
    await up(readSettings({ home, profile: 'full', 'base-port': port, 'batch-ms': '100' }), () => {});
    client = await openLedger('fabric-gateway', home);
    world = await openWorld(client, home);
  });
  afterAll(async () => {
    await client?.close();
    await down(home);
    erase(home);
  });

  test.each(['the leader', 'a follower'] as const)(
    `%s of the orderers killed with -9 (${KILLS}): nothing acknowledged is lost or there twice, and no caller waits long`,
    async (which) => {
      const parties = await sellerWithTills(world);
      const load = new Load(issueBy(client, world, parties));
      const victim = processOf(home, () => (which === 'the leader' ? leaderOf(home) : followerOf(home)));
      console.log(`full profile, ${which}: ${await killOften(load, victim)}`);
      expect(load.longestMs).toBeLessThan(STUCK_MS);
      await auditEveryPeer(home, parties[0].code, load.acknowledged);
    },
    KILLS_MS,
  );

  test('every node ends at the same height, the auditor included', async () => {
    expect(await commonHeight(home)).toBeGreaterThan(0);
    expect((await statusOf(home)).filter(({ height }) => height !== undefined)).toHaveLength(7);
  });

  test('the gateway of an auditor alone reads everything and submits nothing', async () => {
    const [folder, data] = [join(home, 'gateway-auditor'), join(home, 'gateway-data')];
    packGateway(home, 'auditor', folder);
    const gateway = await startGateway(data, { FAPIAO_LEDGER: 'fabric', FAPIAO_FABRIC_HOME: folder });
    try {
      const as = (organization: string, name: string): MerchantClient => {
        const file = (base: string): string =>
          readFileSync(join(home, 'organizations', organization, 'clients', name, base), 'utf8');
        const credential = { certificate: file('cert.pem'), privateKey: file('key.pem') };
        return new MerchantClient(gateway.url, client.channel, credential);
      };
      const { status, body } = await as('auditor', 'auditor').get('/v1/bureau/statistics?by=month');
      expect([status, body]).toMatchObject([200, { height: expect.any(String) }]);
      const act = as('bureau', 'officer').post('/v1/bureau/periods', { month: '2020-01' });
      expect(refusalOf(await act)).toBe('403 NOT_SERVED_HERE');
    } finally {
      await gateway.stop('SIGTERM');
    }
  });
});

async function followerOf(home: string): Promise<string> {
  return (await leaderOf(home)) === 'orderer1' ? 'orderer2' : 'orderer1';
}

/** The orderer whose metrics say that it leads; one that is just starting tells nothing. */
async function leaderOf(home: string): Promise<string> {
  for (;;) {
    for (const orderer of readNetworkFile(home).orderers) {
      const metrics = await metricsOf(home, orderer).catch(() => '');
      if (/^consensus_etcdraft_is_leader\{.*\} 1$/m.test(metrics)) return orderer.name;
    }
    await delay(100);
  }
}

async function metricsOf(home: string, { address, tlsCa, tlsName }: EndpointEntry): Promise<string> {
  const admin = (file: string): Buffer =>
    readFileSync(join(home, 'organizations', 'orderer', 'admin', 'tls', file));
  const [host, port] = address.split(':') as [string, string];
  return await get({
    host,
    port: Number(port) + 2,
    path: '/metrics',
    ca: readFileSync(tlsCa),
    cert: admin('cert.pem'),
    key: admin('key.pem'),
    servername: tlsName,
  });
}

async function get(options: RequestOptions): Promise<string> {
  const call = request(options).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return await text(response);
}
