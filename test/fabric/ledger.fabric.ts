import { randomInt } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { ledgerClientSuite } from '../support/ledger-client-suite.ts';
import { creditCode, draftOf } from './drafts.ts';
import { ADAPTERS, openLedger, openWorld } from './network.ts';

const home = inject('fabricHome') ?? '';
const TILLS = 10;

describe.skipIf(home === '').each(ADAPTERS)(
  `a real network through %s${inject('fabricMissing')}`,
  (adapter) => {
    ledgerClientSuite(`Fabric, by ${adapter}`, async () => {
      const client = await openLedger(adapter, home);
      return { world: await openWorld(client, home), close: () => client.close() };
    });

    test('pages of many tills at once are all on the ledger', async () => {
      const client = await openLedger(adapter, home);
      const world = await openWorld(client, home);
      const seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      const buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      const prefix = `${world.month.slice(2, 4)}442`;
      await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: '4000000.00' });
      await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: 10_000 });
      const lanes = Array.from({ length: TILLS }, (_, till) => `till-${till}`);
      // Lanes are cut from one stock, one after the other; issuing then shares nothing.
      for (const lane of lanes) {
        await world.allot(seller, { lane, profile: 'DIGITAL', net: '200000.00', numbers: 1000 });
      }
      const drafts = Array.from({ length: 10 }, (_, kind) => draftOf(seller, buyer, kind % 4));
      const pages = await Promise.all(lanes.map((lane) => world.issue(seller, drafts, { lane })));
      const numbers = pages.flatMap(({ invoices }) => invoices.map(({ number }) => number));
      expect(new Set(numbers).size).toBe(TILLS * drafts.length);
      const views = await Promise.all(numbers.map((number) => world.read(number)));
      expect(views.every((view) => view.status.state === 'OPEN')).toBe(true);
      await client.close();
    });
  },
);
