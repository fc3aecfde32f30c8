import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { certificateFromPem, fingerprintOf } from '@fapiao-ledger/pki';
import type { ChannelConfig } from './config-block.js';

/**
 * Where heights are kept when no other folder is named: `fapiao/heights` in the state folder of the user. A relative
 * XDG_STATE_HOME counts as none, as its specification says.
 */
export function defaultHeights(environment: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: state = '' } = environment;
  return join(isAbsolute(state) ? state : join(homedir(), '.local', 'state'), 'fapiao', 'heights');
}

/**
 * The folder of one ledger among the heights, by the SHA-256 of the certificate (DER) of its orderers' authority. That
 * authority signs for one ledger, and for every copy of it: a folder that was emptied, or a copy, is known by it.
 */
export function heightFolder(heights: string, { organizations }: ChannelConfig): string {
  const root = organizations.find(({ kind }) => kind === 'orderer')?.rootCertificate ?? '';
  return join(heights, fingerprintOf(certificateFromPem(root)));
}
