import { existsSync } from 'node:fs';
import { messageOf, present } from '@fapiao-ledger/core';
import { writeWhole } from '@fapiao-ledger/files';
import type { Organization } from '../organization.js';
import { findBinaries } from './binaries.js';
import { writeBuilder } from './chaincode-builder.js';
import { install, ordererArguments, packageFor, writeConnection } from './chaincode-lifecycle.js';
import { joinChannel } from './channel.js';
import { organizationConfig } from './channel-config.js';
import { Commands } from './commands.js';
import { findContract, stageContract } from './contract-code.js';
import { writeCredentials } from './credentials.js';
import { type Say, type Site, waitUntilEndorsing } from './deployment.js';
import { toJson, writeJson, writeText } from './files.js';
import { accepts, waitFor } from './health.js';
import { type Invitation, keepAuthorities } from './invitation.js';
import { type ContractDefinition, hasNetwork, readNetworkFile, writeNetworkFile } from './network-file.js';
import { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { chaincodeSpec, writeSpec } from './specs.js';
import { supervise } from './supervise.js';
import { chaincodePortOf, endorsersOf, type PeerNode, type Topology, topologyOf } from './topology.js';
import { preparePeers, waitUntilHealthy } from './up.js';

const START_MS = 60_000;

/**
 * Adds a peer: another one of an organization whose authorities are in the folder, or the first of a new organization,
 * whose authorities are made here. In a folder without a network the invitation names one. After a refusal the operator
 * may call it again; finished steps stay. For a member whose endorsement counts it ends when an invoice can be issued
 * through the new peer.
 *
 * @throws {SetupError} while the channel does not have the organization, naming the file with which it is admitted
 */
export async function join(
  wanted: FabricSettings,
  organization: Organization,
  invitation: Invitation | undefined,
  say: Say,
): Promise<PeerNode> {
  const paths = new Paths(wanted.home);
  if (!hasNetwork(wanted.home)) await acceptInvitation(paths, wanted, organization, invitation);
  const { definition, settings: current } = readNetworkFile(wanted.home);
  if (definition === undefined)
    throw new SetupError('the network has no contract yet', 'Finish its start: npm run network -- up');
  const { settings, topology, peer } = withPeerOf(paths, current, organization);
  const binaries = findBinaries();
  const site = { commands: new Commands(binaries, paths), paths, settings, topology };
  await writeCredentials(paths, topology);
  writeBuilder(paths);
  preparePeers(binaries, site);
  await writeNetworkFile(settings, definition);
  await fetchFirstBlock(site, peer);
  say(`starting ${peer.name}`);
  await supervise(paths);
  const alone = { ...topology, orderers: [], peers: [peer] };
  await waitUntilHealthy(paths, alone);
  await joinChannel({ ...site, topology: alone });
  if (endorsersOf(topology).includes(peer)) await serveContract(site, peer, definition);
  if (topology.platforms.includes(organization.mspId)) await waitUntilEndorsing(readNetworkFile(wanted.home));
  return peer;
}

/** @throws {SetupError} without an invitation, or when the authorities of a known organization are elsewhere */
async function acceptInvitation(
  paths: Paths,
  wanted: FabricSettings,
  { key, mspId }: Organization,
  invitation: Invitation | undefined,
): Promise<void> {
  if (invitation === undefined)
    throw new SetupError(`${wanted.home} holds no network`, 'Give an invitation: --invitation FILE');
  const isMember = invitation.peers.some((peer) => peer.mspId === mspId);
  if (isMember && !existsSync(paths.organization(key, 'ca'))) {
    const cure = `Copy organizations/${key} from where it was made to ${paths.organization(key)}.`;
    throw new SetupError(`the authorities of ${mspId} are not here`, cure);
  }
  const { channel, chaincode, batchTimeoutMs, platforms, definition } = invitation;
  const settings = { ...wanted, profile: 'member' as const, channel, chaincode, batchTimeoutMs, platforms };
  await writeWhole(
    paths.network,
    toJson({ settings, definition, ...keepAuthorities(paths, invitation), clients: [] }),
  );
}

/** Returns the organization's peer that does not have the contract yet, or one more. */
function withPeerOf(
  paths: Paths,
  current: FabricSettings,
  organization: Organization,
): { settings: FabricSettings; topology: Topology; peer: PeerNode } {
  const isUnfinished = (peer: PeerNode): boolean =>
    peer.organization.key === organization.key && !existsSync(paths.node(peer.name, 'packages'));
  const before = topologyOf(current);
  const unfinished = before.peers.find(isUnfinished);
  if (unfinished !== undefined) return { settings: current, topology: before, peer: unfinished };
  const settings = { ...current, joined: [...(current.joined ?? []), organization] };
  const topology = topologyOf(settings);
  return { settings, topology, peer: present(topology.peers.at(-1), 'the peer that joins') };
}

/** Fetches the first block. Orderers give blocks to members only: the error for others names the file for admission. */
async function fetchFirstBlock({ commands, paths, settings, topology }: Site, peer: PeerNode): Promise<void> {
  const block = paths.channel('genesis.block');
  if (existsSync(block)) return;
  const { organization } = peer;
  const request = paths.channel(`${organization.mspId}.json`);
  const config = organizationConfig(paths, topology, organization);
  writeJson(paths.channel('configtx.yaml'), { Organizations: [config] });
  const print = ['-configPath', paths.channel(), '-printOrg', organization.mspId];
  writeText(request, await commands.configtxgen(print));
  const args = ['channel', 'fetch', '0', block, '-c', settings.channel, ...ordererArguments(settings)];
  try {
    await commands.peer(peer, args);
  } catch (cause) {
    throw new SetupError(
      `the orderers refuse blocks to ${organization.mspId}: ${messageOf(cause)}`,
      `If the organization is not in the channel yet, have the members admit it, and join again: npm run network -- admit ${request}`,
      { cause },
    );
  }
}

/** @throws {SetupError} when another contract is built here than the channel runs */
async function serveContract(
  { commands, paths, settings }: Site,
  peer: PeerNode,
  { label, version, sequence }: ContractDefinition,
): Promise<void> {
  const code = findContract(settings.contractModule);
  if (code.version !== version)
    throw new SetupError(`the channel runs contract ${version}, not ${code.version}`, 'Build that one.');
  const contract = stageContract(paths, label, code);
  writeConnection(paths, peer, label, sequence);
  writeSpec(paths, await chaincodeSpec(paths, settings, peer, { slot: sequence, code, contract }));
  await supervise(paths);
  await install(commands, paths, peer, await packageFor(settings, peer, code));
  const serves = (): Promise<boolean> => accepts(chaincodePortOf(peer, sequence));
  await waitFor(`the start of the contract server of ${peer.name}`, START_MS, serves, 'Read its log.');
}
