import type { GatewayClient } from '@fapiao-ledger/client';
import type { TrustFile } from '@fapiao-ledger/pki';
import { writeAtomically } from '../files/private-file.js';
import type { Reporter } from '../output/reporter.js';
import { ownTrustFile } from '../profiles.js';
import type { Settings } from '../settings.js';
import type { Shell } from '../shell.js';
import { phrase } from '../words/phrase.js';
import { readTrust } from './read-trust.js';

interface TrustParts {
  readonly settings: Pick<Settings, 'trust'>;
  readonly shell: Pick<Shell, 'env'>;
  readonly reporter: Pick<Reporter, 'warn'>;
  readonly anonymousClient: () => Pick<GatewayClient, 'read'>;
}

/** Returns the trust file of the settings. Without one it takes the gateway's and keeps it. */
export async function knownTrust({
  settings,
  shell,
  reporter,
  anonymousClient,
}: TrustParts): Promise<TrustFile> {
  if (settings.trust !== undefined) return await readTrust(settings.trust);
  const trust = await fetchTrust(anonymousClient());
  const target = ownTrustFile(shell.env);
  await writeAtomically(target, `${JSON.stringify(trust, undefined, 2)}\n`);
  reporter.warn(
    phrase(
      'first contact: the trust file of ledger {ledger} is stored in {target}; compare its fingerprints with those the tax bureau publishes',
      { ledger: trust.ledger.slice(0, 16), target },
    ),
  );
  return trust;
}

/** Reads the trust file from the gateway. @throws {ValidationError} when the answer is no trust file */
export async function fetchTrust(client: Pick<GatewayClient, 'read'>): Promise<TrustFile> {
  const { parseTrustFile } = await import('@fapiao-ledger/pki');
  const answer = await client.read<Omit<TrustFile, 'version'>>('/network');
  return parseTrustFile({ version: 1, ...answer });
}
