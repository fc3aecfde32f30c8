import type { TrustFile } from '@fapiao-ledger/pki';
import { writeAtomically } from '../files/private-file.js';
import { ownTrustFile } from '../profiles.js';
import type { Session } from '../session.js';
import { readTrust } from './read-trust.js';

/** Returns the trust file of the settings. Without one it takes the gateway's and keeps it. */
export async function knownTrust(session: Session): Promise<TrustFile> {
  const { trust: file } = session.settings;
  if (file !== undefined) return await readTrust(file);
  const trust = await fetchTrust(session);
  const target = ownTrustFile(session.shell.env);
  await writeAtomically(target, `${JSON.stringify(trust, undefined, 2)}\n`);
  session.reporter.warn(
    `first contact: the trust file of ledger ${trust.ledger.slice(0, 16)} is stored in ${target}; compare its fingerprints with those the tax bureau publishes`,
  );
  return trust;
}

/** Reads the trust file from the gateway. @throws {ValidationError} when the answer is no trust file */
export async function fetchTrust(session: Session): Promise<TrustFile> {
  const { parseTrustFile } = await import('@fapiao-ledger/pki');
  const answer = await session.anonymousClient().read<Omit<TrustFile, 'version'>>('/network');
  return parseTrustFile({ version: 1, ...answer });
}
