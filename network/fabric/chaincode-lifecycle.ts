import { readFileSync } from 'node:fs';
import { type ChaincodePackage, type PackagedCode, packageChaincode } from './chaincode-package.js';
import type { Commands } from './commands.js';
import { writeJson, writeText } from './files.js';
import { waitFor } from './health.js';
import { type ContractDefinition, readNetworkFile } from './network-file.js';
import type { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import {
  chaincodePortOf,
  endorsementPolicyOf,
  endorsersOf,
  firstPeerOf,
  HOST,
  type PeerNode,
  type Topology,
} from './topology.js';

const ORDER_MS = 30_000;

/** Returns the definition that is committed on the channel; undefined while there is none. */
export async function committedDefinition(
  commands: Commands,
  settings: FabricSettings,
  peer: PeerNode,
): Promise<ContractDefinition | undefined> {
  const args = ['lifecycle', 'chaincode', 'querycommitted', '-C', settings.channel, '-O', 'json'];
  const answer = JSON.parse(await commands.peer(peer, args)) as {
    chaincode_definitions?: { name: string; sequence: number; version: string }[];
  };
  const own = answer.chaincode_definitions?.find(({ name }) => name === settings.chaincode);
  return (
    own && { sequence: own.sequence, version: own.version, label: `${settings.chaincode}_${own.version}` }
  );
}

/** Returns the package of the contract for a peer's organization: each has its own id. */
export function packageFor(
  settings: FabricSettings,
  peer: PeerNode,
  code: PackagedCode,
): Promise<ChaincodePackage> {
  return packageChaincode(settings.chaincode, peer.organization.mspId, code);
}

/** Tells a peer the address of a package's server, and the certificate with which to dial it. */
export function writeConnection(paths: Paths, peer: PeerNode, label: string, slot: number): void {
  const tls = (file: string): string => readFileSync(paths.node(peer.name, 'tls', file), 'utf8');
  writeJson(paths.node(peer.name, 'connections', `${label}.json`), {
    address: `${HOST}:${chaincodePortOf(peer, slot)}`,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    client_key: tls('key.pem'),
    client_cert: tls('cert.pem'),
    root_cert: tls('ca.pem'),
  });
}

/** Installs the contract on every endorser, has every organization approve it, and commits it. */
export async function deploy(
  commands: Commands,
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
  definition: ContractDefinition,
  code: PackagedCode,
): Promise<void> {
  const endorsers = endorsersOf(topology);
  await Promise.all(
    endorsers.map(async (peer) => install(commands, paths, peer, await packageFor(settings, peer, code))),
  );
  await approve(commands, settings, topology, definition, code);
  await commit(commands, settings, topology, definition);
}

/** Has every organization of this folder approve a definition. */
export async function approve(
  commands: Commands,
  settings: FabricSettings,
  topology: Topology,
  definition: ContractDefinition,
  code: PackagedCode,
): Promise<void> {
  const common = definitionArguments(settings, topology, definition);
  const endorsers = endorsersOf(topology);
  for (const { key } of topology.organizations) {
    const peer = topology.peers.find(({ organization }) => organization.key === key);
    if (peer === undefined) continue;
    const own = endorsers.includes(peer) ? ['--package-id', (await packageFor(settings, peer, code)).id] : [];
    await order(commands, peer, ['lifecycle', 'chaincode', 'approveformyorg', ...common, ...own]);
  }
}

/** Returns the MSP ids of the channel's organizations that have not approved a definition yet. */
export async function waitingFor(
  commands: Commands,
  settings: FabricSettings,
  topology: Topology,
  definition: ContractDefinition,
): Promise<readonly string[]> {
  const args = ['lifecycle', 'chaincode', 'checkcommitreadiness', '-O', 'json'];
  const common = definitionArguments(settings, topology, definition);
  const answer = await commands.peer(firstPeerOf(topology), [...args, ...common]);
  const { approvals } = JSON.parse(answer) as { approvals: Record<string, boolean> };
  return Object.keys(approvals).filter((mspId) => !approvals[mspId]);
}

/** Commits a definition that the organizations have approved, endorsed by every peer that is known here. */
export async function commit(
  commands: Commands,
  settings: FabricSettings,
  topology: Topology,
  definition: ContractDefinition,
): Promise<void> {
  const targets = readNetworkFile(settings.home).peers.flatMap(({ address, tlsCa }) => [
    ...['--peerAddresses', address],
    ...['--tlsRootCertFiles', tlsCa],
  ]);
  const common = definitionArguments(settings, topology, definition);
  const args = ['lifecycle', 'chaincode', 'commit', ...common, ...targets];
  await commands.peer(firstPeerOf(topology), args);
}

/** Returns the arguments that name an orderer to Fabric's programs. */
export function ordererArguments(settings: FabricSettings): readonly string[] {
  const [orderer] = readNetworkFile(settings.home).orderers;
  if (orderer === undefined) throw new SetupError('network.json names no orderer', 'Add one to it.');
  return ['--orderer', orderer.address, '--tls', '--cafile', orderer.tlsCa];
}

/**
 * Sends a transaction of the lifecycle, and repeats it while it is refused: after a start the orderers have no leader
 * yet. An interrupted `up` may have had it approved already.
 */
async function order(commands: Commands, peer: PeerNode, args: readonly string[]): Promise<void> {
  const send = async (): Promise<boolean> => {
    try {
      await commands.peer(peer, args);
      return true;
    } catch (error) {
      if (error instanceof SetupError && error.message.includes('unchanged content')) return true;
      throw error;
    }
  };
  const what = `${args.slice(1, 3).join(' ')} by ${peer.organization.mspId}`;
  await waitFor(what, ORDER_MS, send, 'Read the logs of the orderers: npm run network -- logs');
}

/** Installs the contract's package on a peer that does not have it. */
export async function install(
  commands: Commands,
  paths: Paths,
  peer: PeerNode,
  chaincode: ChaincodePackage,
): Promise<void> {
  if (await isInstalled(commands, peer, chaincode.id)) return;
  const file = paths.node(peer.name, 'packages', `${chaincode.label}.tar.gz`);
  writeText(file, chaincode.bytes);
  await commands.peer(peer, ['lifecycle', 'chaincode', 'install', file]);
}

export async function isInstalled(commands: Commands, peer: PeerNode, packageId: string): Promise<boolean> {
  const answer = await commands.peer(peer, ['lifecycle', 'chaincode', 'queryinstalled', '-O', 'json']);
  const { installed_chaincodes = [] } = JSON.parse(answer) as {
    installed_chaincodes?: { package_id: string }[];
  };
  return installed_chaincodes.some(({ package_id }) => package_id === packageId);
}

function definitionArguments(
  settings: FabricSettings,
  topology: Topology,
  { sequence, version }: ContractDefinition,
): readonly string[] {
  return [
    ordererArguments(settings),
    ['--channelID', settings.channel],
    ['--name', settings.chaincode],
    ['--version', version],
    ['--sequence', String(sequence)],
    ['--signature-policy', endorsementPolicyOf(topology)],
  ].flat();
}

/** Returns the id of the package that a peer's organization approved; undefined when it approved none. */
export async function approvedPackage(
  commands: Commands,
  settings: FabricSettings,
  peer: PeerNode,
): Promise<string | undefined> {
  const args = ['lifecycle', 'chaincode', 'queryapproved', '-C', settings.channel, '-n', settings.chaincode];
  const answer = JSON.parse(await commands.peer(peer, [...args, '-O', 'json'])) as {
    source?: { Type?: { LocalPackage?: { package_id?: string } } };
  };
  return answer.source?.Type?.LocalPackage?.package_id;
}
