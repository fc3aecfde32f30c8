import type { Identity, TrustedAuthority } from '@fapiao-ledger/pki';
import type { CertificateAuthority } from '../ca/index.js';
import type { EmbeddedLedger } from '../embedded/index.js';
import type { LedgerHome } from './ledger-home.js';

/** Returns the home of an embedded ledger, whose process holds every organization of the network. */
export async function embeddedHome(
  ledger: EmbeddedLedger,
  identities: { readonly bureau: Identity; readonly operator: Identity },
  now: () => number = Date.now,
): Promise<LedgerHome> {
  const { TaxBureauMSP: bureau, PlatformMSP: platform, AuditorMSP: auditor } = ledger.authorities;
  const { OrdererMSP: _none, ...taxpayers } = ledger.taxpayerAuthorities;
  const taxpayerAuthorities = Object.values(taxpayers);
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
      authorities: [bureau, platform, auditor].map(published),
      taxpayerAuthorities: taxpayerAuthorities.map(published),
      policy: { all: [bureau.mspId], any: [platform.mspId] },
    },
    taxpayerAuthorities,
    bureauAuthority: ledger.authorities.TaxBureauMSP,
    hasOnePeer: true,
    reader: identities.operator,
    ...identities,
    now,
    close: async () => await ledger.close(),
  };
}

function published({ mspId, certificate }: CertificateAuthority): TrustedAuthority {
  return { mspId, certificate };
}
