import { type FabricBinaries, findBinaries } from './binaries.js';
import { writeBuilder } from './chaincode-builder.js';
import { joinChannel, writeGenesisBlock } from './channel.js';
import { Commands } from './commands.js';
import { writeCredentials } from './credentials.js';
import { provideContract, type Say, type Site, waitUntilEndorsing } from './deployment.js';
import { writeJsonOnce } from './files.js';
import { foundNetwork } from './founding.js';
import { isHealthy, leads, waitFor } from './health.js';
import { hasNetwork, type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.js';
import { ordererConfig } from './orderer-config.js';
import { Paths } from './paths.js';
import { peerConfig } from './peer-config.js';
import { restoreContracts } from './restore.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { ordererSpec, peerSpec, writeSpec } from './specs.js';
import { supervise } from './supervise.js';
import { type OrdererNode, type Topology, topologyOf } from './topology.js';

const START_MS = 60_000;

/**
 * Starts a network, and makes it first where there is none. One that runs already is left alone. It returns when an
 * invoice can be issued.
 *
 * @param founds false where the contract is another one, or the bureau founds the ledger by other means
 * @throws {SetupError} when it cannot
 */
export async function up(
  wanted: FabricSettings,
  say: Say,
  { founds = true }: { readonly founds?: boolean } = {},
): Promise<NetworkFile> {
  const binaries = findBinaries();
  const settings = withMembers(wanted);
  const paths = new Paths(settings.home);
  const topology = topologyOf(settings);
  const commands = new Commands(binaries, paths);
  const site: Site = { commands, paths, settings, topology };
  checkUnchanged(settings);
  say(`Fabric ${binaries.version}, profile ${settings.profile}, in ${settings.home}`);

  await prepare(binaries, site);
  await supervise(paths);
  say('waiting for orderers and peers');
  await waitUntilHealthy(paths, topology);
  say(`joining channel ${settings.channel}`);
  await joinChannel(site);
  await waitUntilLed(paths, topology.orderers);
  const definition = await restoreContracts(site, await provideContract(site, say), say);
  await writeNetworkFile(settings, definition);
  say('waiting for endorsements');
  const network = readNetworkFile(settings.home);
  await waitUntilEndorsing(network);
  const [peer] = network.peers;
  if (founds && peer !== undefined) await foundNetwork(paths, network, peer);
  return network;
}

/** Adds the peers that joined an earlier network. @throws {SetupError} for a member's folder that joined none */
function withMembers(wanted: FabricSettings): FabricSettings {
  if (hasNetwork(wanted.home)) {
    const { joined, platforms } = readNetworkFile(wanted.home).settings;
    return { ...wanted, ...(joined && { joined }), ...(platforms && { platforms }) };
  }
  if (wanted.profile !== 'member') return wanted;
  throw new SetupError(`no peer in ${wanted.home} has joined a network`, 'Join one: npm run network -- join');
}

const FIXED = ['profile', 'basePort', 'channel', 'chaincode', 'batchTimeoutMs', 'blockKib'] as const;

/** Refuses other settings: profile, ports and names are in certificates and in the channel, so they cannot change. */
function checkUnchanged(settings: FabricSettings): void {
  if (!hasNetwork(settings.home)) return;
  const existing = readNetworkFile(settings.home).settings;
  for (const name of FIXED) {
    if (existing[name] === settings[name]) continue;
    throw new SetupError(
      `the network in ${settings.home} was made with ${name} ${existing[name]}, not ${settings[name]}`,
      'Choose another folder (--home), or erase this one: npm run network -- down --erase',
    );
  }
}

async function prepare(binaries: FabricBinaries, site: Site): Promise<void> {
  const { paths, settings, topology } = site;
  await writeCredentials(paths, topology);
  writeBuilder(paths);
  for (const orderer of topology.orderers) {
    writeJsonOnce(paths.node(orderer.name, 'config', 'orderer.yaml'), ordererConfig(paths, orderer));
    writeSpec(paths, ordererSpec(binaries, paths, orderer));
  }
  preparePeers(binaries, site);
  await writeGenesisBlock(site);
  if (!hasNetwork(settings.home)) await writeNetworkFile(settings);
}

/** Waits until one of the orderers leads. A folder without orderers does not wait. */
export async function waitUntilLed(paths: Paths, orderers: readonly OrdererNode[]): Promise<void> {
  if (orderers.length === 0) return;
  const isLed = async (): Promise<boolean> =>
    (await Promise.all(orderers.map((orderer) => leads(paths, orderer)))).includes(true);
  await waitFor('a leader of the orderers', START_MS, isLed, 'Read the logs of the orderers.');
}

/** Writes configuration and command line of every peer. */
export function preparePeers(
  binaries: FabricBinaries,
  { paths, settings, topology }: Omit<Site, 'commands'>,
): void {
  for (const peer of topology.peers) {
    writeJsonOnce(paths.node(peer.name, 'config', 'core.yaml'), peerConfig(paths, settings, peer));
    writeSpec(paths, peerSpec(binaries, paths, peer));
  }
}

export async function waitUntilHealthy(paths: Paths, topology: Topology): Promise<void> {
  const nodes = [...topology.orderers, ...topology.peers];
  const cure = (name: string): string => `Read ${paths.log(name)}. Another program may use one of its ports.`;
  await Promise.all(
    nodes.map((node) =>
      waitFor(`the start of ${node.name}`, START_MS, () => isHealthy(paths, node), cure(node.name)),
    ),
  );
}
