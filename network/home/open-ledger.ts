import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUREAU_MSP, messageOf } from '@fapiao-ledger/core';
import { writeWhole } from '@fapiao-ledger/files';
import type { Identity } from '@fapiao-ledger/pki';
import { defaultHeights, isWithin, openEmbeddedLedger } from '../embedded/index.js';
import { FIRST_OFFICER, foundLedger } from '../founding.js';
import { embeddedHome } from './embedded-home.js';
import { HomeError, type HomeSetting } from './home-error.js';
import type { HomeSettings } from './home-settings.js';
import { identityAt, keepIdentity, signerOf } from './identity-files.js';
import type { LedgerHome } from './ledger-home.js';
import type { OpenedFabric } from './open-fabric.js';
import { requireUnrevoked, revokedIn } from './revocation.js';

/** Returns the files of a home, which the command line and operators read. */
export function filesOf(
  home: string,
): Readonly<Record<'ledger' | 'officer' | 'operator' | 'bureau' | 'trust' | 'ca', string>> {
  return {
    ledger: join(home, 'ledger'),
    officer: join(home, 'identities', 'officer.json'),
    operator: join(home, 'identities', 'operator.json'),
    bureau: join(home, 'identities', 'bureau-gateway.json'),
    trust: join(home, 'trust.json'),
    ca: join(home, 'ca.pem'),
  };
}

/**
 * Opens the ledger that the configuration names, and writes its trust file.
 * @throws {LedgerError} when it cannot be opened
 * @throws {HomeError} when the data folder cannot be made, no Fabric network answers, an identity of this
 *   gateway is revoked, or the list of revoked certificates cannot be read
 */
export async function openLedger(config: HomeSettings): Promise<LedgerHome> {
  await makeFolder('home', config.home);
  const files = filesOf(config.home);
  const revoked = await revokedIn(files.trust);
  const opened = await (config.ledger === 'fabric' ? openOnFabric : openEmbedded)(config, revoked);
  const home = revoked.length === 0 ? opened : { ...opened, trust: { ...opened.trust, revoked } };
  try {
    for (const role of ['operator', 'bureau'] as const) {
      const certificate = home[role]?.certificate;
      if (certificate !== undefined) requireUnrevoked(certificate, files[role], revoked);
    }
    const { authorities, taxpayerAuthorities } = home.trust;
    await writeWhole(files.trust, `${JSON.stringify(home.trust, undefined, 2)}\n`);
    await writeWhole(
      files.ca,
      [...authorities, ...taxpayerAuthorities].map(({ certificate }) => certificate).join(''),
    );
    return home;
  } catch (error) {
    await home.close();
    throw error;
  }
}

async function makeFolder(setting: HomeSetting, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = messageOf(cause);
    throw new HomeError(`${folder} cannot be used as a folder: ${reason}`, { setting, cause });
  }
}

/** Returns the folder that records the height of an embedded ledger. */
export function heightsOf({ heights }: HomeSettings): string {
  return heights ?? defaultHeights(process.env);
}

/**
 * Opens the embedded ledger of a folder. A new one is founded with its bureau, its platform and their identities. The
 * folder also holds the key of the first officer, who signs for the bureau. The gateway only relays.
 */
async function openEmbedded(config: HomeSettings, revoked: readonly string[]): Promise<LedgerHome> {
  const { home: folder, channel } = config;
  const files = filesOf(folder);
  const heights = heightsOf(config);
  if (isWithin(folder, heights)) {
    const cure = 'name a folder outside of it';
    throw new HomeError(`${heights} lies in ${folder} and would be restored with it; ${cure}`, {
      setting: 'heights',
    });
  }
  await makeFolder('heights', heights);
  const ledger = await openEmbeddedLedger({ folder: files.ledger, channel, heights });
  const { TaxBureauMSP: bureau, PlatformMSP: platform } = ledger.authorities;
  const officer = await identityAt(files.officer, {
    role: 'officer',
    authority: bureau,
    code: FIRST_OFFICER,
    revoked,
  });
  await foundLedger(ledger.client(), signerOf(officer));
  return await embeddedHome(ledger, {
    bureau: signerOf(await identityAt(files.bureau, { role: 'operator', authority: bureau, revoked })),
    operator: signerOf(await identityAt(files.operator, { role: 'operator', authority: platform, revoked })),
  });
}

/** Opens a native Fabric network: all of it, or the part of one organization, for which alone this gateway then submits. */
async function openOnFabric({ home, fabric }: HomeSettings, revoked: readonly string[]): Promise<LedgerHome> {
  // Loaded on demand, so that a gateway with an embedded ledger starts faster.
  const [{ openFabric }, { FabricFailure }, { SetupError }] = await Promise.all([
    import('./open-fabric.js'),
    import('../fabric/client/failure.js'),
    import('../fabric/setup-error.js'),
  ]);
  const opened = await openFabric(fabric.home, fabric.client).catch((cause: unknown) => {
    if (cause instanceof SetupError)
      throw new HomeError(`${cause.message}. ${cause.cure}`, { setting: 'fabric.home', cause });
    if (!(cause instanceof FabricFailure)) throw cause;
    const reason = [cause.message, ...cause.details].join('; ');
    throw new HomeError(
      `the network in ${fabric.home} does not answer: ${reason}. Does it run? npm run network -- status`,
      { setting: 'fabric.home', cause },
    );
  });
  const { client, trust, taxpayerAuthorities } = opened;
  const bureauAuthority = opened.authorities.find(({ mspId }) => mspId === BUREAU_MSP);
  const files = filesOf(home);
  await keepOfficer(opened, files.officer);
  const [operator, bureau] = await Promise.all([
    relayIn(opened, (mspId) => mspId !== BUREAU_MSP, files.operator, revoked),
    relayIn(opened, (mspId) => mspId === BUREAU_MSP, files.bureau, revoked),
  ]);
  return {
    client,
    ledger: { id: trust.ledger, contract: trust.chaincode },
    trust,
    taxpayerAuthorities,
    ...(bureauAuthority && { bureauAuthority }),
    reader: operator ?? bureau ?? signerOf(opened.self),
    ...(operator && { operator }),
    ...(bureau && { bureau }),
    now: Date.now,
    close: async () => await client.close(),
  };
}

/** Writes the network's first officer, whose key the founding has registered, to the file that the command line reads. */
async function keepOfficer({ clients }: OpenedFabric, file: string): Promise<void> {
  const officer = clients.find(({ role }) => role === 'officer');
  if (officer !== undefined) await keepIdentity(file, officer);
}

/**
 * Returns the identity that submits for an organization: enrolled for this gateway where its authority is in the
 * folder, else the one in the folder.
 */
async function relayIn(
  { clients, authorities }: OpenedFabric,
  isOf: (mspId: string) => boolean,
  file: string,
  revoked: readonly string[],
): Promise<Identity | undefined> {
  const client = clients.find(({ role, mspId }) => role === 'operator' && isOf(mspId));
  if (client === undefined) return undefined;
  const authority = authorities.find(({ mspId }) => mspId === client.mspId);
  return signerOf(
    authority === undefined
      ? await keepIdentity(file, client)
      : await identityAt(file, { role: 'operator', authority, revoked }),
  );
}
