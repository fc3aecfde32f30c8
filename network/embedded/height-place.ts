import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { certificateFromPem, fingerprintOf } from '@fapiao-ledger/pki';
import type { ChannelConfig } from './config-block.js';

/**
 * Default folder of the heights: `fapiao/heights` in the state folder of the user. A relative XDG_STATE_HOME counts as
 * not set, as its specification says.
 */
export function defaultHeights(environment: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: state = '' } = environment;
  return join(isAbsolute(state) ? state : join(homedir(), '.local', 'state'), 'fapiao', 'heights');
}

/**
 * Returns the folder of one ledger's height, named by the SHA-256 of the certificate (DER) of its orderers' authority.
 * That authority signs for one ledger and for every copy of it, so a copy or an emptied folder is recognized.
 */
export function heightFolder(heights: string, { organizations }: ChannelConfig): string {
  const root = organizations.find(({ kind }) => kind === 'orderer')?.rootCertificate ?? '';
  return join(heights, fingerprintOf(certificateFromPem(root)));
}
