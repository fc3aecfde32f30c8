import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateAuthority } from '@fapiao-ledger/network/ca';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/network/ledger-client';
import type { Config } from '../config.js';
import { identityAt, signerOf } from '../identities.js';
import { embeddedHome } from './embedded-home.js';
import type { LedgerHome } from './ledger-home.js';
import { openFabric } from './open-fabric.js';

/** Where a home keeps what; the CLI and people look here. */
export function filesOf(
  home: string,
): Readonly<Record<'ledger' | 'officer' | 'operator' | 'trust' | 'ca', string>> {
  return {
    ledger: join(home, 'ledger'),
    officer: join(home, 'identities', 'officer.json'),
    operator: join(home, 'identities', 'operator.json'),
    trust: join(home, 'trust.json'),
    ca: join(home, 'ca.pem'),
  };
}

/** Opens the ledger that the configuration names. @throws {LedgerError} when it cannot be opened */
export async function openLedger(config: Config): Promise<LedgerHome> {
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  const home = config.ledger === 'fabric' ? await openOnFabric(config) : await openEmbedded(config.home);
  const files = filesOf(config.home);
  await writeFile(files.trust, `${JSON.stringify(home.trust, undefined, 2)}\n`);
  await writeFile(files.ca, home.trust.authorities.map(({ certificate }) => certificate).join('\n'));
  return home;
}

/** The ledger of one folder: a new one is set up, with its bureau, its platform and their identities. */
async function openEmbedded(folder: string): Promise<LedgerHome> {
  const ledger = await openEmbeddedLedger({ folder: filesOf(folder).ledger });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  return embeddedHome(ledger, await identitiesAt(folder, bureau, platform));
}

/** A native Fabric network on this machine: its home holds the authorities of bureau and platform alike. */
async function openOnFabric({ home, fabric }: Config): Promise<LedgerHome> {
  const { client, trust, authorities } = await openFabric(fabric.home, fabric.client);
  const [bureau, platform] = authorities as [CertificateAuthority, CertificateAuthority];
  const identities = await identitiesAt(home, bureau, platform);
  return {
    client,
    trust,
    authorities,
    ...identities,
    now: Date.now,
    close: async () => await client.close(),
  };
}

async function identitiesAt(
  folder: string,
  bureau: CertificateAuthority,
  platform: CertificateAuthority,
): Promise<{ officer: Identity; operator: Identity }> {
  const files = filesOf(folder);
  return {
    officer: signerOf(await identityAt(files.officer, 'officer', bureau)),
    operator: signerOf(await identityAt(files.operator, 'operator', platform)),
  };
}
