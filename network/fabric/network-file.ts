import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWhole } from '@fapiao-ledger/files';
import type { Organization } from '../organization.js';
import { clientRolesOf, TAXPAYERS_CA } from './credentials.js';
import { toJson } from './files.js';
import { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { HOST, TLS_NAME, type Topology, topologyOf } from './topology.js';

/** Data with which a program connects to a network: the content of `network.json` in its data folder. */
export interface NetworkFile {
  readonly settings: FabricSettings;
  /** Definition of the contract that is committed on the channel. */
  readonly definition?: ContractDefinition;
  readonly peers: readonly EndpointEntry[];
  readonly orderers: readonly EndpointEntry[];
  readonly clients: readonly ClientEntry[];
}

export interface ContractDefinition {
  readonly sequence: number;
  readonly version: string;
  readonly label: string;
}

export interface EndpointEntry {
  readonly name: string;
  readonly mspId: string;
  /** Address, host:port. */
  readonly address: string;
  /** Name in its TLS certificate, where that is not the host of `address`. */
  readonly tlsName: string;
  /** Path of the PEM of the authority that signed its TLS certificate. */
  readonly tlsCa: string;
}

/** An identity that the network's own programs use, such as the bureau's officer. */
export interface ClientEntry {
  readonly name: string;
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** An organization with peers, and the folder of its authority, which on most hosts is without the key. */
export interface MemberEntry {
  /** Name of its folder. */
  readonly key: string;
  readonly mspId: string;
  readonly authority: string;
  /** Folder of the authority by which the organization certifies taxpayers. */
  readonly taxpayers: string;
}

/** Reads the file, whose paths may be relative to its folder. @throws {SetupError} when the folder holds no network */
export function readNetworkFile(home: string): NetworkFile {
  const file = new Paths(home).network;
  if (!existsSync(file))
    throw new SetupError(`there is no network in ${home}`, 'Start one: npm run network -- up');
  const { settings, ...network } = JSON.parse(readFileSync(file, 'utf8')) as NetworkFile;
  const at = (path: string): string => resolve(home, path);
  const endpoint = (node: EndpointEntry): EndpointEntry => ({ ...node, tlsCa: at(node.tlsCa) });
  return {
    ...network,
    settings: { ...settings, home: at(settings.home) },
    peers: network.peers.map(endpoint),
    orderers: network.orderers.map(endpoint),
    clients: network.clients.map((client) => ({
      ...client,
      certificate: at(client.certificate),
      privateKey: at(client.privateKey),
    })),
  };
}

/** Returns the organizations that keep the ledger, each once, in the order of their peers. */
export function membersOf(home: string, { peers }: NetworkFile): readonly MemberEntry[] {
  const paths = new Paths(home);
  const firstOfEach = peers.filter(
    ({ mspId }, index) => index === peers.findIndex((peer) => peer.mspId === mspId),
  );
  return firstOfEach.map(({ name, mspId }) => {
    const key = name.replace('peer-', '');
    const taxpayers = paths.organization(key, TAXPAYERS_CA);
    return { key, mspId, authority: paths.organization(key, 'ca'), taxpayers };
  });
}

export function hasNetwork(home: string): boolean {
  return existsSync(new Paths(home).network);
}

export async function writeNetworkFile(
  settings: FabricSettings,
  definition?: ContractDefinition,
): Promise<void> {
  const paths = new Paths(settings.home);
  const own = entries(paths, topologyOf(settings));
  const known = hasNetwork(settings.home) ? readNetworkFile(settings.home) : undefined;
  const file = {
    settings,
    ...(definition && { definition }),
    peers: [...own.peers, ...othersOf(known?.peers ?? [], own.peers)],
    orderers: [...own.orderers, ...othersOf(known?.orderers ?? [], own.orderers)],
    clients: own.clients,
  };
  await writeWhole(paths.network, toJson(file));
}

/** Returns the nodes on other machines that this folder knows. */
function othersOf(known: readonly EndpointEntry[], own: readonly EndpointEntry[]): readonly EndpointEntry[] {
  return known.filter(({ address }) => !own.some((each) => each.address === address));
}

function entries(paths: Paths, topology: Topology): Pick<NetworkFile, 'peers' | 'orderers' | 'clients'> {
  const endpoint = (node: { name: string; organization: Organization; port: number }): EndpointEntry => ({
    name: node.name,
    mspId: node.organization.mspId,
    address: `${HOST}:${node.port}`,
    tlsName: TLS_NAME,
    tlsCa: paths.node(node.name, 'tls', 'ca.pem'),
  });
  return {
    peers: topology.peers.map(endpoint),
    orderers: topology.orderers.map(endpoint),
    clients: topology.organizations.flatMap((organization) => clientEntries(paths, organization)),
  };
}

function clientEntries(paths: Paths, organization: Organization): readonly ClientEntry[] {
  return clientRolesOf(organization).map(({ name }) => {
    const file = (base: string): string => paths.organization(organization.key, 'clients', name, base);
    return { name, mspId: organization.mspId, certificate: file('cert.pem'), privateKey: file('key.pem') };
  });
}
