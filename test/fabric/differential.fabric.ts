import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transactionSchemas } from '@fapiao-ledger/gateway/http/schemas/transactions';
import { type EmbeddedLedger, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { down, erase, readSettings, up } from '@fapiao-ledger/network/fabric';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { Seeded } from '../support/seeded.ts';
import { ChainView } from './chain-view.ts';
import { RandomCommands } from './commands.ts';
import { connectionTo, openLedger } from './network.ts';
import { freeRange } from './ports.ts';
import { RawFabric } from './raw-fabric.ts';
import { Twin } from './twin.ts';

/** 100 in `npm run test:fabric:long`; a few for every day. */
const SEQUENCES = Number(process.env.TEST_DIFFERENTIAL ?? 5);
const OPERATIONS = 100;
const SEQUENCE_MS = 120_000;
/** Every function of the contract: one that no command calls with success is not compared, and fails the test. */
const FUNCTIONS = Object.keys(transactionSchemas);

describe.skipIf(inject('fabricHome') === undefined)(
  `embedded ledger and Fabric${inject('fabricMissing')}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'fapiao-twin-'));
    const home = join(root, 'fabric');
    let embedded: EmbeddedLedger;
    let fabric: LedgerClient;
    let twin: Twin;
    let world: LedgerWorld;

    beforeAll(async () => {
      embedded = await openEmbeddedLedger({ folder: join(root, 'embedded') });
      // Both trust the same authorities, so that one certificate and one signature serve both.
      for (const [mspId, key] of [
        ['TaxBureauMSP', 'bureau'],
        ['PlatformMSP', 'platform'],
      ] as const) {
        cpSync(join(root, 'embedded', 'organizations', mspId, 'ca'), join(home, 'organizations', key, 'ca'), {
          recursive: true,
        });
      }
      const port = String(await freeRange());
      const network = await up(readSettings({ home, 'base-port': port, 'batch-ms': '20' }), () => {}, {
        founds: false,
      });
      fabric = await openLedger('fabric-gateway', home);
      const views = {
        embedded: new ChainView(embedded.client(), 0n),
        fabric: new ChainView(fabric, 0n),
      };
      const connection = connectionTo(home);
      twin = new Twin(embedded, new RawFabric(network.settings.channel, connection.peers[0] as never), views);
      world = await LedgerWorld.open(twin, embeddedAuthorities(embedded));
    });
    afterAll(async () => {
      await twin?.close();
      await fabric?.close();
      await embedded?.close();
      await down(home);
      erase(home);
      rmSync(root, { recursive: true });
    });

    test(
      `${SEQUENCES} sequences of ${OPERATIONS} commands come out the same on both, byte by byte`,
      async () => {
        const { seed } = new Seeded();
        for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
          const commands = new RandomCommands(world, twin, new Seeded(seed + sequence), sequence);
          await commands.prepare();
          for (let operation = 0; operation < OPERATIONS; operation += 1) await commands.next();
          expect(twin.differences.slice(0, 3), `seed ${seed + sequence}`).toEqual([]);
        }
        console.log(Object.fromEntries(twin.outcomes), `${twin.views.fabric.keys} keys`);
        expect(twin.views.embedded.digest()).toBe(twin.views.fabric.digest());
        // A function that was refused each time, on both alike, says little.
        expect(FUNCTIONS.filter((name) => !twin.outcomes.has(`${name} VALID`))).toEqual([]);
      },
      SEQUENCES * SEQUENCE_MS,
    );
  },
);
