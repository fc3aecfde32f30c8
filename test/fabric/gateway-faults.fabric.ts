import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditEveryPeer } from './audit.ts';
import { NetworkGateway } from './gateways.ts';
import { KILLS, KILLS_MS, killOften } from './kills.ts';
import { type Issue, Load, STUCK_MS, tillNames } from './load.ts';
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
      `killed with -9 (${KILLS}): nothing acknowledged is lost or there twice, and no caller waits long`,
      async () => {
        const seller = await gateway.seller();
        const issue = gateway.issueBy(seller);
        const first = await openTills(issue);
        const load = new Load(issue);
        const victim = {
          kill: () => gateway.kill(),
          isBack: async () => (await fetch(`${await gateway.url()}/readyz`)).ok,
        };
        console.log(`${adapter}, gateway: ${await killOften(load, victim)}`);
        expect(load.longestMs).toBeLessThan(STUCK_MS);
        await auditEveryPeer(home, seller.code, new Map([...first, ...load.acknowledged]));
      },
      KILLS_MS,
    );
  },
);

/** The first invoice of a till makes the gateway allot it numbers and credit. @returns their numbers by request */
async function openTills(issue: Issue): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>();
  for (const till of tillNames()) {
    const requestId = randomUUID();
    numbers.set(requestId, await issue(till, requestId));
  }
  return numbers;
}
