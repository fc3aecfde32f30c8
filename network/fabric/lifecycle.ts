import { readFileSync } from 'node:fs';
import { type ChaincodePackage, type PackagedCode, packageChaincode } from './chaincode-package.js';
import type { Commands } from './commands.js';
import { writeJson, writeText } from './files.js';
import { waitFor } from './health.js';
import type { ContractDefinition } from './network-file.js';
import type { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import {
  chaincodePortOf,
  endorsementPolicyOf,
  endorsersOf,
  HOST,
  type OrdererNode,
  type PeerNode,
  type Topology,
} from './topology.js';

const ORDER_MS = 30_000;

/** The definition that is committed on the channel, or undefined while there is none. */
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

/** Package of the contract for a peer's organisation: each has its own id. */
export function packageFor(settings: FabricSettings, peer: PeerNode, code: PackagedCode): ChaincodePackage {
  return packageChaincode(settings.chaincode, peer.organisation.mspId, code);
}

/** Tells a peer where the server of a package listens, and with which certificate to dial it. */
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

/** Installs the contract on every endorser, has every organisation approve it, and commits it. */
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
    endorsers.map((peer) => install(commands, paths, peer, packageFor(settings, peer, code))),
  );
  const common = definitionArguments(paths, settings, topology, definition);
  for (const peer of topology.peers) {
    const runs = endorsers.includes(peer);
    const own = runs ? ['--package-id', packageFor(settings, peer, code).id] : [];
    await order(commands, peer, ['lifecycle', 'chaincode', 'approveformyorg', ...common, ...own]);
  }
  const targets = topology.peers.flatMap((peer) => [
    '--peerAddresses',
    `${HOST}:${peer.port}`,
    '--tlsRootCertFiles',
    paths.node(peer.name, 'tls', 'ca.pem'),
  ]);
  await commands.peer(topology.peers[0] as PeerNode, [
    'lifecycle',
    'chaincode',
    'commit',
    ...common,
    ...targets,
  ]);
}

/**
 * Sends a transaction of the lifecycle. Right after a start the orderers have no leader yet and refuse it; and
 * an earlier `up` that was interrupted may have had it approved already.
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
  const what = `${args.slice(1, 3).join(' ')} by ${peer.organisation.mspId}`;
  await waitFor(what, ORDER_MS, send, 'Read the logs of the orderers: npm run network -- logs');
}

async function install(
  commands: Commands,
  paths: Paths,
  peer: PeerNode,
  chaincode: ChaincodePackage,
): Promise<void> {
  const installed = JSON.parse(
    await commands.peer(peer, ['lifecycle', 'chaincode', 'queryinstalled', '-O', 'json']),
  ) as { installed_chaincodes?: { package_id: string }[] };
  if (installed.installed_chaincodes?.some(({ package_id }) => package_id === chaincode.id)) return;
  const file = paths.node(peer.name, 'packages', `${chaincode.label}.tar.gz`);
  writeText(file, chaincode.bytes);
  await commands.peer(peer, ['lifecycle', 'chaincode', 'install', file]);
}

function definitionArguments(
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
  { sequence, version }: ContractDefinition,
): readonly string[] {
  const orderer = topology.orderers[0] as OrdererNode;
  return [
    ['--orderer', `${HOST}:${orderer.port}`],
    ['--tls', '--cafile', paths.node(orderer.name, 'tls', 'ca.pem')],
    ['--channelID', settings.channel],
    ['--name', settings.chaincode],
    ['--version', version],
    ['--sequence', String(sequence)],
    ['--signature-policy', endorsementPolicyOf(topology)],
  ].flat();
}

/** Id of the package that a peer's organisation approved for the contract; undefined for one without a package. */
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
