import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { LedgerWorld, Participant } from '../support/ledger-world.ts';
import { Load, prepareLoad, STUCK_MS } from './load.ts';
import { ADAPTERS, openLedger, openWorld, pidOf } from './network.ts';

const home = inject('fabricHome') ?? '';
const COMMIT_MS = 20_000;

describe.skipIf(home === '').each(ADAPTERS)(
  `faults under load through %s${inject('fabricMissing')}`,
  (adapter) => {
    let client: LedgerClient;
    let world: LedgerWorld;
    let parties: readonly [Participant, Participant];

    beforeAll(async () => {
      client = await openLedger(adapter, home, COMMIT_MS);
      world = await openWorld(client, home);
      parties = await prepareLoad(world);
    });
    afterAll(() => client?.close());

    test.each(['peer-bureau', 'peer-platform', 'orderer1', 'chaincode-bureau', 'chaincode-platform'])(
      'kill -9 of %s loses nothing that was acknowledged and leaves nobody waiting',
      async (name) => {
        const load = new Load(world, client, parties);
        try {
          await load.more(50);
          process.kill(pidOf(home, name), 'SIGKILL');
          await load.more(100);
        } finally {
          await load.stop();
        }
        console.log(`${adapter}, ${name}: ${load}`);
        expect(load.longestMs).toBeLessThan(STUCK_MS);
        for (const transactionId of load.acknowledged)
          expect(await client.outcomeOf(transactionId)).toBe('VALID');
      },
    );
  },
);
