import { findBinaries } from './binaries.js';
import { ordererState } from './channel.js';
import { Commands } from './commands.js';
import { readNetworkFile } from './network-file.js';
import { Paths } from './paths.js';
import { livingPid, readSpecs, supervisorCommand } from './processes.js';
import { type PeerNode, topologyOf } from './topology.js';

/** One process of a network, as `status` shows it. */
export interface ProcessStatus {
  readonly name: string;
  readonly pid: number | undefined;
  /** Number of its blocks; undefined when it does not answer, or has no ledger. */
  readonly height: number | undefined;
}

/** @throws {SetupError} when there is no network, or Fabric's programs are missing */
export async function statusOf(home: string): Promise<readonly ProcessStatus[]> {
  const { settings } = readNetworkFile(home);
  const paths = new Paths(home);
  const commands = new Commands(findBinaries(), paths);
  const topology = topologyOf(settings);
  const heights = new Map<string, () => Promise<number | undefined>>();
  for (const orderer of topology.orderers) {
    heights.set(orderer.name, async () => (await ordererState(commands, orderer, settings.channel))?.height);
  }
  for (const peer of topology.peers)
    heights.set(peer.name, () => peerHeight(commands, peer, settings.channel));
  return Promise.all(
    [supervisorCommand(paths), ...readSpecs(paths)].map(async (each) => {
      const pid = livingPid(paths, each);
      const ask = heights.get(each.name);
      return { name: each.name, pid, height: pid !== undefined && ask ? await orUndefined(ask) : undefined };
    }),
  );
}

async function peerHeight(commands: Commands, peer: PeerNode, channel: string): Promise<number | undefined> {
  const answer = await commands.peer(peer, ['channel', 'getinfo', '-c', channel]);
  return (JSON.parse(answer.slice(answer.indexOf('{'))) as { height?: number }).height;
}

async function orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
