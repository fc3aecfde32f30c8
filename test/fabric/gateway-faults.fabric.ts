import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditEveryPeer } from './audit.ts';
import { NetworkGateway } from './gateways.ts';
import { KILLS, KILLS_MS, killOften } from './kills.ts';
import { Load, STUCK_MS } from './load.ts';
import { ADAPTERS } from './network.ts';

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '').each(ADAPTERS)(
  `a gateway on a network through %s${inject('fabricMissing')}`,
  (adapter) => {
    let gateway: NetworkGateway;

    beforeAll(async () => {
      gateway = await NetworkGateway.start(home, adapter);
    });
    afterAll(() => gateway?.close());

    test(
      `killed with -9 (${KILLS}): nothing acknowledged is lost or there twice, and nobody waits long`,
      async () => {
        const seller = await gateway.seller();
        const load = new Load(gateway.issueBy(seller));
        const victim = {
          kill: () => gateway.kill(),
          isBack: async () => (await fetch(`${await gateway.url()}/readyz`)).ok,
        };
        console.log(`${adapter}, gateway: ${await killOften(load, victim)}`);
        expect(load.longestMs).toBeLessThan(STUCK_MS);
        await auditEveryPeer(home, seller.code, load.acknowledged);
      },
      KILLS_MS,
    );
  },
);
