import { readFileSync } from 'node:fs';
import { messageOf } from '@fapiao-ledger/core';
import { findBinaries } from './binaries.js';
import { approve, commit, committedDefinition, waitingFor } from './chaincode-lifecycle.js';
import { type ConfigGroup, updateChannel } from './channel-update.js';
import { Commands } from './commands.js';
import { findContract } from './contract-code.js';
import type { Say, Site } from './deployment.js';
import { type ContractDefinition, readNetworkFile, writeNetworkFile } from './network-file.js';
import { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { SetupError } from './setup-error.js';
import { firstPeerOf, topologyOf } from './topology.js';

/** Opens a running network. @throws {SetupError} when there is none in the folder */
export function siteAt(home: string, changes: Partial<FabricSettings> = {}): Site {
  const paths = new Paths(home);
  const settings = { ...readNetworkFile(home).settings, ...changes };
  return { commands: new Commands(findBinaries(), paths), paths, settings, topology: topologyOf(settings) };
}

/**
 * Admits an organization to the channel, in the name of every member whose administrator is in the folder. The file
 * comes from elsewhere and states its own name: under the name of a member it would replace that member's authorities by
 * its own, signed by that member's administrator. So names of members are refused.
 *
 * @param file that `join` wrote for the organization
 * @returns its MSP id
 * @throws {SetupError} when the file is no such file or names a member, or the administrators here are no majority
 */
export async function admit(home: string, file: string): Promise<string> {
  const group = readGroup(file);
  const mspId = group.values.MSP.value.config.name;
  const site = siteAt(home);
  const members = site.topology.organizations.filter(({ kind }) => kind !== 'orderer');
  await updateChannel(site, members, (channel) => {
    const application = channel.groups.Application;
    if (application === undefined) throw new RangeError('a channel has members');
    if (Object.hasOwn(application.groups, mspId)) {
      const cure = 'Find out who wrote the file: an organization that joins needs a name of its own.';
      throw new SetupError(`${mspId} is a member of the channel already`, cure);
    }
    application.groups[mspId] = group;
  });
  return mspId;
}

type OrganizationGroup = ConfigGroup & {
  readonly values: { readonly MSP: { readonly value: { readonly config: { readonly name: string } } } };
};

function readGroup(file: string): OrganizationGroup {
  try {
    const group = JSON.parse(readFileSync(file, 'utf8')) as Partial<OrganizationGroup>;
    if (typeof group.values?.MSP.value.config.name === 'string') return group as OrganizationGroup;
    throw new TypeError('it names no MSP');
  } catch (cause) {
    const cure = 'Name the file that `join` wrote for the organization.';
    throw new SetupError(`${file} describes no organization: ${messageOf(cause)}`, cure, { cause });
  }
}

/**
 * Approves the running contract under a policy that names these platforms, in the name of every organization of the
 * folder. It is committed when all organizations of the channel have approved.
 *
 * @param platforms MSP ids of the platforms, any of which may endorse beside the bureau
 * @returns the definition, and the organizations that have not approved it yet
 */
export async function approvePlatforms(
  home: string,
  platforms: readonly string[],
  say: Say,
): Promise<{ definition: ContractDefinition; waiting: readonly string[] }> {
  const { commands, settings, topology } = siteAt(home, { platforms });
  const committed = await committedDefinition(commands, settings, firstPeerOf(topology));
  if (committed === undefined)
    throw new SetupError('the network has no contract yet', 'Finish its start: npm run network -- up');
  const code = findContract(settings.contractModule);
  if (code.version !== committed.version) {
    const what = `the channel runs contract ${committed.version}, but ${code.version} is built here`;
    throw new SetupError(what, 'Build that one, or move the channel first: npm run network -- upgrade');
  }
  const definition = { ...committed, sequence: committed.sequence + 1 };
  await approve(commands, settings, topology, definition, code);
  const waiting = await waitingFor(commands, settings, topology, definition);
  if (waiting.length === 0) {
    say(`committing definition ${definition.sequence}`);
    await commit(commands, settings, topology, definition);
  }
  await writeNetworkFile(settings, waiting.length === 0 ? definition : committed);
  return { definition, waiting };
}
