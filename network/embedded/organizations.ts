import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolder } from '@fapiao-ledger/files';
import { readCertificate } from '@fapiao-ledger/pki';
import {
  type CertificateAuthority,
  createAuthority,
  loadAuthority,
  saveAuthority,
  validFor,
} from '../ca/index.js';
import { AUDITOR, BUREAU, ORDERER, type Organization, PLATFORM } from '../organization.js';
import type { Clock } from './clock.js';
import type { NodePem } from './node-signer.js';

const MEMBERS = [BUREAU, PLATFORM, AUDITOR, ORDERER] as const;
type Charter = (typeof MEMBERS)[number];
export type OrganizationId = Charter['mspId'];

/** An organization of the channel, with its keys on this machine. */
export interface EmbeddedOrganization extends Organization {
  readonly mspId: OrganizationId;
  /** Authority that certifies members of the channel: nodes, officers, operators and auditors. */
  readonly authority: CertificateAuthority;
  /** Authority that certifies taxpayers only. The channel does not know it. */
  readonly taxpayers: CertificateAuthority;
  /** Its peer, or its orderer. */
  readonly node: NodePem;
}

/** Folder of an organization's authority for taxpayers. */
const TAXPAYERS = 'taxpayers-ca';

/** Certificates begin a month early, so that a node with a slow clock accepts them. */
const EARLY_MS = 30 * 86_400_000;
const VALID_DAYS = 20 * 365;

/** Loads the organizations from a folder, or makes them there. Without a folder they are in memory. */
export function openOrganizations(folder: string | undefined, clock: Clock): Promise<EmbeddedOrganization[]> {
  return Promise.all(MEMBERS.map((charter) => openOrganization(charter, folder, clock)));
}

async function openOrganization(
  charter: Charter,
  folder: string | undefined,
  clock: Clock,
): Promise<EmbeddedOrganization> {
  const home = folder === undefined ? undefined : join(folder, charter.mspId);
  const authority = await openAuthority(charter, home, clock, 'ca');
  const taxpayers = await openAuthority(charter, home, clock, TAXPAYERS);
  return { ...charter, authority, taxpayers, node: await openNode(charter, authority, home) };
}

async function openAuthority(
  { mspId, name }: Charter,
  home: string | undefined,
  clock: Clock,
  part: 'ca' | typeof TAXPAYERS,
): Promise<CertificateAuthority> {
  const folder = home === undefined ? undefined : join(home, part);
  if (folder !== undefined && existsSync(folder)) return loadAuthority(folder);
  const validity = validFor(VALID_DAYS, new Date(clock.now() - EARLY_MS));
  const commonName = part === TAXPAYERS ? `${name} taxpayers CA` : `${name} CA`;
  const authority = await createAuthority({ mspId, organization: name, validity, commonName });
  if (folder !== undefined) await saveAuthority(folder, authority);
  return authority;
}

async function openNode(
  { mspId, kind }: Charter,
  authority: CertificateAuthority,
  home: string | undefined,
): Promise<NodePem> {
  const ou = kind === 'orderer' ? 'orderer' : 'peer';
  const folder = home === undefined ? undefined : join(home, ou);
  if (folder !== undefined && existsSync(folder)) {
    const [certificate, privateKey] = await Promise.all([
      readFile(join(folder, 'cert.pem'), 'utf8'),
      readFile(join(folder, 'key.pem'), 'utf8'),
    ]);
    return { mspId, certificate, privateKey };
  }
  const { validity } = readCertificate(authority.certificate);
  const enrolled = await authority.enrollWithNewKey({ commonName: `${ou}0`, ou, validity });
  const { certificate, privateKey } = enrolled;
  if (folder !== undefined) await createFolder(folder, { 'cert.pem': certificate, 'key.pem': privateKey });
  return { mspId, certificate, privateKey };
}
