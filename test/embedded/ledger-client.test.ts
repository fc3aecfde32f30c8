import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { ledgerClientSuite } from '../support/ledger-client-suite.ts';
import { LedgerWorld } from '../support/ledger-world.ts';

ledgerClientSuite('the embedded ledger', async () => {
  const ledger = await openEmbeddedLedger({ strict: true });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  const world = await LedgerWorld.open(ledger.client(), { bureau, platform });
  return { world, close: () => ledger.close() };
});
