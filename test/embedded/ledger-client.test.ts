import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { quietMoment } from '../support/calendar.ts';
import { ledgerClientSuite } from '../support/ledger-client-suite.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';

ledgerClientSuite('the embedded ledger', async () => {
  const start = quietMoment();
  const clock = new ManualClock(start);
  const ledger = await openEmbeddedLedger({ clock, strict: true });
  const authorities = embeddedAuthorities(ledger);
  const world = await LedgerWorld.open(ledger.client(), authorities, { now: () => clock.now() });
  return { world, close: () => ledger.close() };
});
