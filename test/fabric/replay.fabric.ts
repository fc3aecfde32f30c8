import { randomInt } from 'node:crypto';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { describe, inject } from 'vitest';
import { replaySuite } from '../support/replay-suite.ts';
import { type Adapter, openLedger, openWorld } from './network.ts';

const home = inject('fabricHome') ?? '';

const opened: LedgerClient[] = [];

async function open(adapter: Adapter): Promise<LedgerClient> {
  const client = await openLedger(adapter, home);
  opened.push(client);
  return client;
}

describe.skipIf(home === '')(`statements that come again${inject('fabricMissing')}`, () => {
  replaySuite('on a real network', {
    serial: randomInt(1, 90_000),
    pairs: 'first',
    open: async (wrap) => await openWorld(wrap(await open('fabric-gateway')), home),
    ways: {
      'the adapter that sent them': () => open('fabric-gateway'),
      'the other adapter': () => open('fabric-network'),
    },
    close: async () => {
      for (const client of opened) await client.close();
    },
  });
});
