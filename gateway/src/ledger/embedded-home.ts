import type { EmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/network/ledger-client';
import type { LedgerHome } from './ledger-home.js';

const CHAINCODE = 'fapiao';

/** The embedded ledger as a home: one process holds every organisation of the network. */
export function embeddedHome(
  ledger: EmbeddedLedger,
  identities: { readonly officer: Identity; readonly operator: Identity },
  now: () => number = Date.now,
): LedgerHome {
  const { TaxBureauMSP: bureau, PlatformMSP: platform, AuditorMSP: auditor } = ledger.authorities;
  const authorities = [bureau, platform, auditor];
  const client = ledger.client();
  return {
    client,
    trust: {
      version: 1,
      channel: client.channel,
      chaincode: CHAINCODE,
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
