import { fileURLToPath } from 'node:url';
import type { FabricBinaries } from './binaries.js';
import { packageFor } from './chaincode-lifecycle.js';
import type { PackagedCode } from './chaincode-package.js';
import type { ChaincodeServerConfig } from './chaincode-server.js';
import { writeJson } from './files.js';
import type { Paths } from './paths.js';
import type { ProcessSpec } from './processes.js';
import type { FabricSettings } from './settings.js';
import { chaincodePortOf, HOST, type OrdererNode, type PeerNode } from './topology.js';

/** Variables that Fabric's programs receive: a stray CORE_ variable would change the configuration of all. */
const ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  FABRIC_LOGGING_SPEC: process.env.FABRIC_LOGGING_SPEC ?? 'warn',
};

/**
 * With Go's own settings a peer spends a fifth of its time on garbage collection, because pages are large messages that
 * are copied many times. These let its memory grow to half a gigabyte first.
 */
const NODE_ENVIRONMENT = {
  ...ENVIRONMENT,
  GOGC: process.env.GOGC ?? '400',
  GOMEMLIMIT: process.env.GOMEMLIMIT ?? '512MiB',
};

export function ordererSpec(binaries: FabricBinaries, paths: Paths, orderer: OrdererNode): ProcessSpec {
  const env = { ...NODE_ENVIRONMENT, FABRIC_CFG_PATH: paths.node(orderer.name, 'config') };
  return nodeSpec(paths, orderer.name, binaries.paths.orderer, [], env);
}

export function peerSpec(binaries: FabricBinaries, paths: Paths, peer: PeerNode): ProcessSpec {
  const env = {
    ...NODE_ENVIRONMENT,
    FABRIC_CFG_PATH: paths.node(peer.name, 'config'),
    FAPIAO_CHAINCODE_CONNECTIONS: paths.node(peer.name, 'connections'),
  };
  return nodeSpec(paths, peer.name, binaries.paths.peer, ['node', 'start'], env);
}

/** Returns the server of one definition of the contract for one peer, and writes its configuration. */
export async function chaincodeSpec(
  paths: Paths,
  settings: FabricSettings,
  peer: PeerNode,
  deployed: { readonly slot: number; readonly code: PackagedCode; readonly contract: string },
): Promise<ProcessSpec> {
  const { id, label } = await packageFor(settings, peer, deployed.code);
  const config: ChaincodeServerConfig = {
    id,
    address: `${HOST}:${chaincodePortOf(peer, deployed.slot)}`,
    chaincode: settings.chaincode,
    organization: peer.organization.mspId,
    contract: deployed.contract,
    keyFile: paths.node(peer.name, 'chaincode', 'key.pem'),
    certificateFile: paths.node(peer.name, 'chaincode', 'cert.pem'),
    clientAuthorityFile: paths.node(peer.name, 'tls', 'ca.pem'),
  };
  const configFile = paths.node(peer.name, 'servers', `${label}.json`);
  writeJson(configFile, config);
  const program = fileURLToPath(new URL('./chaincode-server.js', import.meta.url));
  const env = { ...ENVIRONMENT, CORE_CHAINCODE_LOGGING_LEVEL: 'error' };
  const name = chaincodeNameOf(peer, deployed.slot);
  return nodeSpec(paths, name, process.execPath, [program, configFile], env);
}

/** Returns the name of the process that serves a definition of the contract to a peer. */
function chaincodeNameOf(peer: PeerNode, slot: number): string {
  return `${peer.name.replace('peer', 'chaincode')}-${slot}`;
}

export function writeSpec(paths: Paths, spec: ProcessSpec): void {
  writeJson(paths.run(`${spec.name}.json`), spec);
}

function nodeSpec(
  paths: Paths,
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ProcessSpec {
  return { name, command, args, env, workingDirectory: paths.home, logFile: paths.log(name) };
}
