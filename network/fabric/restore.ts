import { existsSync, readFileSync } from 'node:fs';
import { approvedPackage, committedDefinition, isInstalled } from './chaincode-lifecycle.js';
import { packageId } from './chaincode-package.js';
import type { Say, Site } from './deployment.js';
import { waitFor } from './health.js';
import { approvePlatforms } from './members.js';
import type { ContractDefinition } from './network-file.js';
import { SetupError } from './setup-error.js';
import { endorsersOf, type PeerNode } from './topology.js';

/** Time limit, in milliseconds: a peer that begins anew validates every block. */
const CATCH_UP_MS = 3_600_000;

/**
 * Gives the contract again to peers whose ledger was built anew. They get blocks from the orderers, but an approval is
 * private to the peers of its organization: when the only one has lost it, the organization must approve the next
 * definition of the same contract.
 *
 * @throws {SetupError} when organizations of other machines must approve too
 */
export async function restoreContracts(
  site: Site,
  definition: ContractDefinition,
  say: Say,
): Promise<ContractDefinition> {
  const restored: PeerNode[] = [];
  for (const peer of endorsersOf(site.topology))
    if (await reinstalled(site, peer, definition, say)) restored.push(peer);
  const approvals = await Promise.all(restored.map((peer) => knowsApproval(site, peer)));
  if (!approvals.includes(false)) return definition;
  const { platforms } = site.topology;
  const next = await approvePlatforms(site.settings.home, platforms, say);
  if (next.waiting.length === 0) return next.definition;
  throw new SetupError(
    `definition ${next.definition.sequence} of the contract waits for ${next.waiting.join(', ')}`,
    `Have each approve it, then start again: npm run network -- platforms ${platforms.join(' ')}`,
  );
}

async function reinstalled(
  { commands, paths, settings }: Site,
  peer: PeerNode,
  { label, sequence }: ContractDefinition,
  say: Say,
): Promise<boolean> {
  const file = paths.node(peer.name, 'packages', `${label}.tar.gz`);
  if (!existsSync(file) || (await isInstalled(commands, peer, packageId(label, readFileSync(file)))))
    return false;
  say(`giving ${peer.name} its contract again`);
  const hasCaughtUp = async (): Promise<boolean> =>
    (await committedDefinition(commands, settings, peer))?.sequence === sequence;
  await waitFor(`the ledger of ${peer.name}`, CATCH_UP_MS, hasCaughtUp, `Read the log of ${peer.name}.`);
  await commands.peer(peer, ['lifecycle', 'chaincode', 'install', file]);
  return true;
}

async function knowsApproval({ commands, settings }: Site, peer: PeerNode): Promise<boolean> {
  try {
    return (await approvedPackage(commands, settings, peer)) !== undefined;
  } catch (error) {
    if (error instanceof SetupError) return false;
    throw error;
  }
}
