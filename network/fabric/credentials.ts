import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { publicKeyOf } from '@fapiao-ledger/pki';
import {
  type CertificateAuthority,
  createAuthority,
  type Enrolment,
  loadAuthority,
  saveAuthority,
  validFor,
} from '../ca/index.js';
import { FIRST_OFFICER } from '../founding.js';
import type { Organization } from '../organization.js';
import { toJson, writeText } from './files.js';
import type { Paths } from './paths.js';
import { HOST, type OrdererNode, type PeerNode, TLS_NAME, type Topology } from './topology.js';

const AUTHORITY_DAYS = 3650;
const NODE_DAYS = 1825;
const CLIENT_DAYS = 730;
/** Certificates begin in the past, because clocks of other machines may be slow; those of authorities begin earlier. */
const DAY_MS = 86_400_000;
const AUTHORITY_AGE_MS = 2 * DAY_MS;
const CERTIFICATE_AGE_MS = DAY_MS;

/** Folder of the authority by which an organization certifies taxpayers. No MSP has its certificate. */
export const TAXPAYERS_CA = 'taxpayers-ca';

/** The roots of an organization that its MSP names: one for members, one for connections. */
interface Authorities {
  readonly signing: CertificateAuthority;
  readonly tls: CertificateAuthority;
}

/**
 * Writes the certificates, keys and MSP folders of a new network. Each organization has two authorities and one for
 * taxpayers, an administrator and a client with its role; each node has a signing and a TLS certificate. Existing files
 * are left alone.
 */
export async function writeCredentials(paths: Paths, topology: Topology): Promise<void> {
  for (const organization of topology.organizations) {
    const authorities = await authoritiesOf(paths, organization);
    if (organization.kind !== 'orderer')
      await openAuthority(paths, organization, TAXPAYERS_CA, 'Taxpayers CA');
    writeMsp(paths.organization(organization.key, 'msp'), authorities);
    await writeActors(paths, organization, authorities);
    for (const node of [...topology.orderers, ...topology.peers]) {
      if (node.organization.key === organization.key) await writeNode(paths, node, authorities);
    }
  }
}

/** Gives a node another TLS certificate for its key, by which the channel knows orderers. The old one becomes `.old`. */
export async function certifyAgain(paths: Paths, node: OrdererNode): Promise<void> {
  const { tls } = await authoritiesOf(paths, node.organization);
  const file = (name: string): string => paths.node(node.name, 'tls', name);
  const publicKey = publicKeyOf(readFileSync(file('key.pem'), 'utf8'));
  copyFileSync(file('cert.pem'), file('cert.pem.old'));
  writeText(file('cert.pem'), await tls.enroll({ ...tlsSubject(node.name), publicKey }));
}

/** A client identity of an organization, with the attributes in its certificate. */
export interface ClientRole {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>> & { readonly role: string };
}

const OPERATOR: ClientRole = { name: 'operator', attributes: { role: 'operator' } };

/**
 * The client identities of an organization, by kind. The bureau's officer founds the ledger and signs the bureau's acts.
 * The bureau's gateway relays them as the bureau's operator, and never has the officer's key.
 */
const CLIENT_ROLES: Readonly<Record<Organization['kind'], readonly ClientRole[]>> = {
  orderer: [],
  bureau: [{ name: 'officer', attributes: { role: 'officer', 'officer.id': FIRST_OFFICER } }, OPERATOR],
  platform: [OPERATOR],
  auditor: [{ name: 'auditor', attributes: { role: 'auditor' } }],
};

export function clientRolesOf({ kind }: Pick<Organization, 'kind'>): readonly ClientRole[] {
  return CLIENT_ROLES[kind];
}

async function authoritiesOf(paths: Paths, organization: Organization): Promise<Authorities> {
  return {
    signing: await openAuthority(paths, organization, 'ca', 'CA'),
    tls: await openAuthority(paths, organization, 'tls-ca', 'TLS CA'),
  };
}

async function openAuthority(
  paths: Paths,
  { key, mspId, name }: Organization,
  folder: string,
  commonName: string,
): Promise<CertificateAuthority> {
  const path = paths.organization(key, folder);
  if (existsSync(path)) return loadAuthority(path);
  const validity = validFor(AUTHORITY_DAYS, new Date(Date.now() - AUTHORITY_AGE_MS));
  const authority = await createAuthority({ mspId, organization: name, validity, commonName });
  await saveAuthority(path, authority);
  return authority;
}

async function writeActors(
  paths: Paths,
  organization: Organization,
  { signing, tls }: Authorities,
): Promise<void> {
  const folder = (...rest: string[]): string => paths.organization(organization.key, ...rest);
  await once(folder('admin'), async () => {
    const admin = await enrol(signing, `${organization.key} administrator`, 'admin', CLIENT_DAYS);
    writeMsp(folder('admin', 'msp'), { signing, tls }, admin);
    writePair(folder('admin', 'tls'), await enrolTls(tls, `${organization.key} administrator`));
  });
  for (const role of clientRolesOf(organization)) {
    const { name } = role;
    await once(folder('clients', name), async () => {
      writePair(folder('clients', name), await enrolClient(signing, role, folder('clients.old', name)));
    });
  }
}

async function writeNode(
  paths: Paths,
  node: OrdererNode | PeerNode,
  authorities: Authorities,
): Promise<void> {
  const ou = node.organization.kind === 'orderer' ? 'orderer' : 'peer';
  await once(paths.node(node.name, 'msp'), async () => {
    const pair = await enrol(authorities.signing, node.name, ou, NODE_DAYS);
    writeMsp(paths.node(node.name, 'msp'), authorities, pair);
  });
  await once(paths.node(node.name, 'tls'), async () => {
    writePair(paths.node(node.name, 'tls'), await enrolTls(authorities.tls, node.name));
    writeText(paths.node(node.name, 'tls', 'ca.pem'), authorities.tls.certificate);
  });
  if (ou === 'orderer') return;
  await once(paths.node(node.name, 'chaincode'), async () => {
    writePair(paths.node(node.name, 'chaincode'), await enrolTls(authorities.tls, `${node.name} chaincode`));
  });
}

async function once(folder: string, write: () => Promise<void>): Promise<void> {
  if (!existsSync(folder)) await write();
}

interface Pair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Enrols an identity. @param privateKey to certify; a new one when absent */
async function enrol(
  authority: CertificateAuthority,
  commonName: string,
  ou: 'client' | 'peer' | 'admin' | 'orderer',
  days: number,
  attributes: Readonly<Record<string, string>> = {},
  privateKey?: string,
): Promise<Pair> {
  const validity = validFor(days, new Date(Date.now() - CERTIFICATE_AGE_MS));
  const enrolment = { commonName, ou, validity, attributes };
  if (privateKey === undefined) return await authority.enrollWithNewKey(enrolment);
  return {
    certificate: await authority.enroll({ ...enrolment, publicKey: publicKeyOf(privateKey) }),
    privateKey,
  };
}

/** Enrols a client. @param before folder of the credentials that were put aside, if there were any */
async function enrolClient(authority: CertificateAuthority, role: ClientRole, before: string): Promise<Pair> {
  const { name, attributes } = role;
  const key = `${before}/key.pem`;
  // The ledger knows an officer by its key: with another one the bureau could not act any more.
  const privateKey = name === 'officer' && existsSync(key) ? readFileSync(key, 'utf8') : undefined;
  return await enrol(authority, name, 'client', CLIENT_DAYS, attributes, privateKey);
}

function enrolTls(authority: CertificateAuthority, commonName: string): Promise<Pair> {
  return authority.enrollWithNewKey(tlsSubject(commonName));
}

function tlsSubject(commonName: string): Omit<Enrolment, 'publicKey' | 'csr'> {
  const validity = validFor(NODE_DAYS, new Date(Date.now() - CERTIFICATE_AGE_MS));
  return { commonName, ou: 'client', validity, purpose: 'tls', sans: [HOST, TLS_NAME] };
}

function writePair(folder: string, { certificate, privateKey }: Pair): void {
  writeText(`${folder}/key.pem`, privateKey, true);
  writeText(`${folder}/cert.pem`, certificate);
}

/** Writes an MSP folder as Fabric reads it. With a key pair it can also sign. */
function writeMsp(folder: string, { signing, tls }: Authorities, pair?: Pair): void {
  writeText(`${folder}/cacerts/ca.pem`, signing.certificate);
  writeText(`${folder}/tlscacerts/tls-ca.pem`, tls.certificate);
  writeText(`${folder}/config.yaml`, toJson(NODE_OUS));
  if (pair === undefined) return;
  writeText(`${folder}/keystore/key.pem`, pair.privateKey, true);
  writeText(`${folder}/signcerts/cert.pem`, pair.certificate);
}

const NODE_OUS = {
  NodeOUs: {
    Enable: true,
    ClientOUIdentifier: { OrganizationalUnitIdentifier: 'client' },
    PeerOUIdentifier: { OrganizationalUnitIdentifier: 'peer' },
    AdminOUIdentifier: { OrganizationalUnitIdentifier: 'admin' },
    OrdererOUIdentifier: { OrganizationalUnitIdentifier: 'orderer' },
  },
};
