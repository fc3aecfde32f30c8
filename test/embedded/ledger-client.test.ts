import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { quietMoment } from '../support/calendar.ts';
import { ledgerClientSuite } from '../support/ledger-client-suite.ts';
import { LedgerWorld } from '../support/ledger-world.ts';

ledgerClientSuite('the embedded ledger', async () => {
  const start = quietMoment();
  const ledger = await openEmbeddedLedger({ clock: new ManualClock(start), strict: true });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  const world = await LedgerWorld.open(ledger.client(), { bureau, platform }, start);
  return { world, close: () => ledger.close() };
});
