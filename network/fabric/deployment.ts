import { rmSync } from 'node:fs';
import { findBinaries } from './binaries.js';
import { committedDefinition, deploy, writeConnection } from './chaincode-lifecycle.js';
import { Commands } from './commands.js';
import { type ContractCode, findContract, stageContract } from './contract-code.js';
import { waitFor } from './health.js';
import {
  type ContractDefinition,
  type NetworkFile,
  readNetworkFile,
  writeNetworkFile,
} from './network-file.js';
import { Paths } from './paths.js';
import { endorsementWorks } from './probe.js';
import { readSpecs } from './processes.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { chaincodeSpec, writeSpec } from './specs.js';
import { supervise } from './supervise.js';
import { CHAINCODE_PORTS, endorsersOf, firstPeerOf, type Topology, topologyOf } from './topology.js';

/** Shows the operator each step. */
export type Say = (text: string) => void;

const ENDORSING_MS = 60_000;

/** The network that a deployment changes. */
export interface Site {
  readonly commands: Commands;
  readonly paths: Paths;
  readonly settings: FabricSettings;
  readonly topology: Topology;
}

/** Deploys the contract on a new channel. On an old one it keeps the code that was approved there. */
export async function provideContract(site: Site, say: Say): Promise<ContractDefinition> {
  const { settings } = site;
  const committed = await committedDefinition(site.commands, settings, firstPeerOf(site.topology));
  const code = findContract(settings.contractModule);
  if (committed === undefined) return deployAs(site, code, 1, say);
  if (committed.version !== code.version) {
    say(
      `the channel keeps contract ${committed.version}; to move it to ${code.version}: npm run network -- upgrade`,
    );
  }
  return committed;
}

/**
 * Moves a running network to the contract that is built now. The ledger's data stay. Transactions under way during the
 * change fail as conflicts, and may be repeated.
 *
 * @throws {SetupError} when no network runs there, or it runs this contract already
 */
export async function upgrade(settings: FabricSettings, say: Say): Promise<ContractDefinition> {
  const { settings: own } = readNetworkFile(settings.home);
  const paths = new Paths(settings.home);
  const topology = topologyOf(own);
  const site = { commands: new Commands(findBinaries(), paths), paths, settings: own, topology };
  const definition = await committedDefinition(site.commands, own, firstPeerOf(topology));
  if (definition === undefined)
    throw new SetupError('the network has no contract yet', 'Finish its start: npm run network -- up');
  const code = findContract(settings.contractModule);
  if (code.version === definition.version) {
    throw new SetupError(`contract ${code.version} is on the channel already`, 'Build another one first.');
  }
  const next = await deployAs(site, code, definition.sequence + 1, say);
  await writeNetworkFile(own, next);
  await waitUntilEndorsing(readNetworkFile(settings.home));
  for (const peer of endorsersOf(topology)) {
    const server = paths.node(peer.name, 'servers', `${definition.label}.json`);
    for (const { name, args } of readSpecs(paths)) {
      if (args.includes(server)) rmSync(paths.run(`${name}.json`));
    }
  }
  await supervise(paths);
  return next;
}

/** Waits until every peer can collect the endorsements that the policy demands. */
export async function waitUntilEndorsing(network: NetworkFile): Promise<void> {
  for (const peer of network.peers) {
    const works = (): Promise<boolean> => endorsementWorks(network, peer);
    await waitFor(
      `an endorsement through ${peer.name}`,
      ENDORSING_MS,
      works,
      'Read the logs: npm run network -- logs',
    );
  }
}

/**
 * Deploys another contract on a running network, beside the project's own, to compare them under the same conditions.
 * Its servers use the last of each peer's ports for contracts, so there can be one.
 *
 * @throws {SetupError} when no network runs there, or there is no such contract
 */
export async function deployBeside(
  home: string,
  contract: Pick<FabricSettings, 'chaincode' | 'contractModule'>,
  say: Say,
): Promise<ContractDefinition> {
  const paths = new Paths(home);
  const settings = { ...readNetworkFile(home).settings, ...contract };
  const site = {
    commands: new Commands(findBinaries(), paths),
    paths,
    settings,
    topology: topologyOf(settings),
  };
  return deployAs(site, findContract(contract.contractModule), 1, say, CHAINCODE_PORTS - 1);
}

/** Deploys a definition. @param slot of a peer's contract servers, which decides port and name */
async function deployAs(
  site: Site,
  code: ContractCode,
  sequence: number,
  say: Say,
  slot: number = sequence,
): Promise<ContractDefinition> {
  const { commands, paths, settings, topology } = site;
  const definition = { sequence, version: code.version, label: `${settings.chaincode}_${code.version}` };
  say(`deploying ${definition.label} as definition ${sequence}`);
  const contract = stageContract(paths, definition.label, code);
  for (const peer of endorsersOf(topology)) {
    writeConnection(paths, peer, definition.label, slot);
    writeSpec(paths, await chaincodeSpec(paths, settings, peer, { slot, code, contract }));
  }
  await supervise(paths);
  await deploy(commands, paths, settings, topology, definition, code);
  return definition;
}
