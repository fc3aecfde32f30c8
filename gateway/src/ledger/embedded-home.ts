import type { EmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/network/ledger-client';
import type { LedgerHome } from './ledger-home.js';

/** The embedded ledger as a home: one process holds every organisation of the network. */
export async function embeddedHome(
  ledger: EmbeddedLedger,
  identities: { readonly bureau: Identity; readonly operator: Identity },
  now: () => number = Date.now,
): Promise<LedgerHome> {
  const { TaxBureauMSP: bureau, PlatformMSP: platform, AuditorMSP: auditor } = ledger.authorities;
  const authorities = [bureau, platform, auditor];
  const client = ledger.client();
  const name = { id: await client.ledgerId(), contract: client.contract };
  return {
    client,
    ledger: name,
    trust: {
      version: 1,
      channel: client.channel,
      chaincode: name.contract,
      ledger: name.id,
      authorities: authorities.map(({ mspId, certificate }) => ({ mspId, certificate })),
      policy: { all: [bureau.mspId], any: [platform.mspId] },
    },
    authorities,
    hasOnePeer: true,
    reader: identities.operator,
    ...identities,
    now,
    close: async () => await ledger.close(),
  };
}
