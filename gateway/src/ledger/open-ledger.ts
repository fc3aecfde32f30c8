import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { Config } from '../config.js';
import { identityAt, signerOf } from '../identities.js';
import { embeddedHome } from './embedded-home.js';
import type { LedgerHome } from './ledger-home.js';

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
  return await openEmbedded(config.home);
}

/** The ledger of one folder: a new one is set up, with its bureau, its platform and their identities. */
async function openEmbedded(folder: string): Promise<LedgerHome> {
  const files = filesOf(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ledger = await openEmbeddedLedger({ folder: files.ledger });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  const home = embeddedHome(ledger, {
    officer: signerOf(await identityAt(files.officer, 'officer', bureau)),
    operator: signerOf(await identityAt(files.operator, 'operator', platform)),
  });
  await writeFile(files.trust, `${JSON.stringify(home.trust, undefined, 2)}\n`);
  await writeFile(files.ca, home.trust.authorities.map(({ certificate }) => certificate).join('\n'));
  return home;
}
