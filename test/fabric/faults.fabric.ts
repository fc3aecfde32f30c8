import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { auditEveryPeer } from './audit.ts';
import { KILLS, KILLS_MS, killOften, processOf } from './kills.ts';
import { Load, STUCK_MS } from './load.ts';
import { ADAPTERS, openLedger, openWorld } from './network.ts';
import { issueBy, sellerWithTills } from './seller.ts';

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '').each(ADAPTERS)(
  `faults under load through %s${inject('fabricMissing')}`,
  (adapter) => {
    let client: LedgerClient;
    let world: LedgerWorld;

    beforeAll(async () => {
      client = await openLedger(adapter, home);
      world = await openWorld(client, home);
    });
    afterAll(() => client?.close());

    test.each(['peer-bureau', 'peer-platform', 'orderer1', 'chaincode-bureau', 'chaincode-platform'])(
      `%s killed with -9 (${KILLS}): nothing acknowledged is lost or there twice, and no caller waits long`,
      async (name) => {
        const parties = await sellerWithTills(world);
        const load = new Load(issueBy(client, world, parties));
        console.log(
          `${adapter}, ${name}: ${await killOften(
            load,
            processOf(home, () => name),
          )}`,
        );
        expect(load.longestMs).toBeLessThan(STUCK_MS);
        await auditEveryPeer(home, parties[0].code, load.acknowledged);
      },
      KILLS_MS,
    );
  },
);
