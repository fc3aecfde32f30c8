import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '@fapiao-ledger/core';
import { readAuthorityCertificate } from '../ca/index.js';
import { TAXPAYERS_CA } from './credentials.js';
import { writeText } from './files.js';
import { type ContractDefinition, type EndpointEntry, membersOf, readNetworkFile } from './network-file.js';
import type { Paths } from './paths.js';
import { SetupError } from './setup-error.js';
import { topologyOf } from './topology.js';

/** Data with which an operator of another machine finds a network. Nothing in it is secret. */
export interface Invitation {
  readonly channel: string;
  readonly chaincode: string;
  readonly batchTimeoutMs: number;
  readonly definition: ContractDefinition;
  readonly platforms: readonly string[];
  /** `tlsCa` is the PEM itself. */
  readonly peers: readonly EndpointEntry[];
  readonly orderers: readonly EndpointEntry[];
  /** Authorities for the members and the taxpayers of each organization, by the name of its folder; PEM. */
  readonly authorities: Readonly<Record<string, { readonly members: string; readonly taxpayers: string }>>;
}

/** @throws {SetupError} when there is no network with a contract in the folder */
export function invitationTo(home: string): Invitation {
  const network = readNetworkFile(home);
  const { settings, definition, peers, orderers } = network;
  if (definition === undefined)
    throw new SetupError('the network has no contract yet', 'Finish its start: npm run network -- up');
  const carried = (node: EndpointEntry): EndpointEntry => ({
    ...node,
    tlsCa: readFileSync(node.tlsCa, 'utf8'),
  });
  return {
    channel: settings.channel,
    chaincode: settings.chaincode,
    batchTimeoutMs: settings.batchTimeoutMs,
    definition,
    platforms: topologyOf(settings).platforms,
    peers: peers.map(carried),
    orderers: orderers.map(carried),
    authorities: Object.fromEntries(
      membersOf(home, network).map(({ key, authority, taxpayers }) => [
        key,
        { members: readAuthorityCertificate(authority), taxpayers: readAuthorityCertificate(taxpayers) },
      ]),
    ),
  };
}

/** Reads an invitation. @throws {SetupError} when the file is not one of `invite` */
export function readInvitation(file: string): Invitation {
  try {
    const invitation = JSON.parse(readFileSync(file, 'utf8')) as Invitation;
    requireNames(invitation);
    return invitation;
  } catch (cause) {
    const cure = 'Have a member of the network write it: npm run network -- invite > invitation.json';
    throw new SetupError(`${file} is not an invitation: ${messageOf(cause)}`, cure, { cause });
  }
}

/** A name: without a separator of folders, and without a dot at either end or beside another. */
const NAME = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*$/;

/**
 * Checks a name. The invitation comes from another organization, and its names become names of folders and files here,
 * and words of a policy: without the check its author could choose where the certificates are written.
 */
function requireNames(invitation: Invitation): void {
  const { channel, chaincode, definition, platforms, peers, orderers, authorities } = invitation;
  const nodes = [...peers, ...orderers].flatMap(({ name, mspId }) => [name, mspId]);
  const contract = [channel, chaincode, definition.label, definition.version];
  for (const name of [...contract, ...platforms, ...nodes, ...Object.keys(authorities)]) {
    if (typeof name !== 'string' || !NAME.test(name))
      throw new TypeError(`${JSON.stringify(name)} is not a valid name`);
  }
}

/** Writes the certificates of other machines' nodes and organizations' authorities. @returns the nodes, with paths */
export function keepAuthorities(
  paths: Paths,
  { peers, orderers, authorities }: Invitation,
): Record<'peers' | 'orderers', readonly EndpointEntry[]> {
  for (const [key, { members, taxpayers }] of Object.entries(authorities)) {
    if (existsSync(paths.organization(key))) continue;
    writeText(paths.organization(key, 'ca', 'ca-cert.pem'), members);
    writeText(paths.organization(key, TAXPAYERS_CA, 'ca-cert.pem'), taxpayers);
    writeText(paths.organization(key, 'msp', 'cacerts', 'ca.pem'), members);
  }
  const keep = (node: EndpointEntry): EndpointEntry => {
    const file = paths.known(`${node.mspId}-${node.name}.pem`);
    writeText(file, node.tlsCa);
    return { ...node, tlsCa: file };
  };
  return { peers: peers.map(keep), orderers: orderers.map(keep) };
}
