import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FabricBinaries, findBinaries } from './binaries.js';
import { writeBuilder } from './chaincode-builder.js';
import { joinChannel, writeGenesisBlock } from './channel.js';
import { Commands } from './commands.js';
import { type ContractCode, findContract, stageContract } from './contract-code.js';
import { writeCredentials } from './credentials.js';
import { writeJsonOnce } from './files.js';
import { isHealthy, waitFor } from './health.js';
import { committedDefinition, deploy, writeConnection } from './lifecycle.js';
import {
  type ContractDefinition,
  hasNetwork,
  type NetworkFile,
  readNetworkFile,
  writeNetworkFile,
} from './network-file.js';
import { ordererConfig } from './orderer-config.js';
import { Paths } from './paths.js';
import { peerConfig } from './peer-config.js';
import { endorsementWorks } from './probe.js';
import { livingPid, supervisorCommand } from './processes.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { chaincodeSpec, ordererSpec, peerSpec, writeSpec } from './specs.js';
import { endorsersOf, type PeerNode, type Topology, topologyOf } from './topology.js';

/** Tells the operator what is being done. */
export type Say = (text: string) => void;

const START_MS = 60_000;

/**
 * Starts a network, and makes it first where there is none; one that runs already is left alone. Ends when
 * an invoice could be issued.
 *
 * @throws {SetupError} when it cannot
 */
export async function up(settings: FabricSettings, say: Say): Promise<NetworkFile> {
  const binaries = findBinaries();
  const paths = new Paths(settings.home);
  const topology = topologyOf(settings);
  const commands = new Commands(binaries, paths);
  checkUnchanged(settings);
  say(`Fabric ${binaries.version}, profile ${settings.profile}, in ${settings.home}`);

  await prepare(binaries, commands, paths, settings, topology);
  await supervise(paths);
  say('waiting for orderers and peers');
  await waitUntilHealthy(paths, topology);
  say(`joining channel ${settings.channel}`);
  await joinChannel(commands, paths, settings, topology);
  const definition = await provideContract(commands, paths, settings, topology, say);
  writeNetworkFile(settings, definition);
  say('waiting for endorsements');
  const network = readNetworkFile(settings.home);
  await waitUntilEndorsing(network);
  return network;
}

/** Profile, ports and names are in certificates and in the channel: they cannot change afterwards. */
function checkUnchanged(settings: FabricSettings): void {
  if (!hasNetwork(settings.home)) return;
  const existing = readNetworkFile(settings.home).settings;
  for (const name of ['profile', 'basePort', 'channel', 'chaincode', 'batchTimeoutMs'] as const) {
    if (existing[name] === settings[name]) continue;
    throw new SetupError(
      `the network in ${settings.home} was made with ${name} ${existing[name]}, not ${settings[name]}`,
      'Choose another folder (--home), or erase this one: npm run network -- down --erase',
    );
  }
}

async function prepare(
  binaries: FabricBinaries,
  commands: Commands,
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
): Promise<void> {
  await writeCredentials(paths, topology);
  writeBuilder(paths);
  for (const orderer of topology.orderers) {
    writeJsonOnce(paths.node(orderer.name, 'config', 'orderer.yaml'), ordererConfig(paths, orderer));
    writeSpec(paths, ordererSpec(binaries, paths, orderer));
  }
  for (const peer of topology.peers) {
    writeJsonOnce(paths.node(peer.name, 'config', 'core.yaml'), peerConfig(paths, settings, peer));
    writeSpec(paths, peerSpec(binaries, paths, peer));
  }
  await writeGenesisBlock(commands, paths, settings, topology);
  if (!hasNetwork(settings.home)) writeNetworkFile(settings);
}

/** Starts the supervisor, or has the one that runs read the folder again. */
async function supervise(paths: Paths): Promise<void> {
  const self = supervisorCommand(paths);
  const running = livingPid(paths, self);
  if (running !== undefined) {
    process.kill(running, 'SIGHUP');
    return;
  }
  const logFile = paths.log(self.name);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  spawn(self.command, self.args, { detached: true, stdio: ['ignore', log, log] }).unref();
  closeSync(log);
  const hasStarted = async (): Promise<boolean> => livingPid(paths, self) !== undefined;
  await waitFor('the start of the supervisor', START_MS, hasStarted, `Read ${logFile}.`);
}

async function waitUntilHealthy(paths: Paths, topology: Topology): Promise<void> {
  const nodes = [...topology.orderers, ...topology.peers];
  const cure = (name: string): string => `Read ${paths.log(name)}. Is one of its ports taken?`;
  await Promise.all(
    nodes.map((node) =>
      waitFor(`the start of ${node.name}`, START_MS, () => isHealthy(paths, node), cure(node.name)),
    ),
  );
}

/** Deploys the contract on a new channel; on an old one, runs the code that was approved there. */
async function provideContract(
  commands: Commands,
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
  say: Say,
): Promise<ContractDefinition> {
  const committed = await committedDefinition(commands, settings, topology.peers[0] as PeerNode);
  if (committed !== undefined) return committed;
  const code = findContract(settings.contractModule);
  const definition = { sequence: 1, version: code.version, label: `${settings.chaincode}_${code.version}` };
  say(`deploying ${definition.label}`);
  await serveContract(paths, settings, topology, definition, code);
  await deploy(commands, paths, settings, topology, definition, code);
  return definition;
}

async function serveContract(
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
  definition: ContractDefinition,
  code: ContractCode,
): Promise<void> {
  const module = stageContract(paths, definition.label, code);
  for (const peer of endorsersOf(topology)) {
    writeConnection(paths, peer, definition.label, definition.sequence);
    writeSpec(paths, chaincodeSpec(paths, settings, peer, { sequence: definition.sequence, code, module }));
  }
  await supervise(paths);
}

async function waitUntilEndorsing(network: NetworkFile): Promise<void> {
  for (const peer of network.peers) {
    const works = (): Promise<boolean> => endorsementWorks(network, peer);
    await waitFor(
      `an endorsement through ${peer.name}`,
      START_MS,
      works,
      'Read the logs: npm run network -- logs',
    );
  }
}
