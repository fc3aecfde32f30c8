import { existsSync } from 'node:fs';
import { CHANNEL_PROFILE, channelConfig } from './channel-config.js';
import type { Commands } from './commands.js';
import type { Site } from './deployment.js';
import { writeJson } from './files.js';
import { waitFor } from './health.js';
import type { OrdererNode } from './topology.js';

/** Makes the channel's first block, once. */
export async function writeGenesisBlock({ commands, paths, settings, topology }: Site): Promise<void> {
  const block = paths.channel('genesis.block');
  if (existsSync(block)) return;
  writeJson(paths.channel('configtx.yaml'), channelConfig(paths, settings, topology));
  await commands.configtxgen([
    '-configPath',
    paths.channel(),
    '-profile',
    CHANNEL_PROFILE,
    '-channelID',
    settings.channel,
    '-outputBlock',
    block,
  ]);
}

/** Joins every orderer and every peer to the channel, except those that are in it already. */
export async function joinChannel({ commands, paths, settings, topology }: Site): Promise<void> {
  const block = paths.channel('genesis.block');
  for (const orderer of topology.orderers) {
    if ((await ordererState(commands, orderer, settings.channel)) !== undefined) continue;
    await commands.osnadmin(orderer, ['join', '--channelID', settings.channel, '--config-block', block]);
  }
  await Promise.all(topology.orderers.map((orderer) => waitUntilActive(commands, orderer, settings.channel)));
  for (const peer of topology.peers) {
    const joined = await commands.peer(peer, ['channel', 'list']);
    if (!joined.split('\n').includes(settings.channel))
      await commands.peer(peer, ['channel', 'join', '-b', block]);
  }
}

/** Returns an orderer's height in a channel and its part in it; undefined when it is not in the channel. */
export async function ordererState(
  commands: Commands,
  orderer: OrdererNode,
  channel: string,
): Promise<{ height: number; status: string } | undefined> {
  const answer = await commands.osnadmin(orderer, ['list', '--channelID', channel]);
  const text = answer.slice(Math.max(0, answer.indexOf('{')));
  const state = JSON.parse(text) as { height?: number; status?: string };
  if (state.height === undefined || state.status === undefined) return undefined;
  return { height: state.height, status: state.status };
}

function waitUntilActive(commands: Commands, orderer: OrdererNode, channel: string): Promise<void> {
  const isActive = async (): Promise<boolean> =>
    (await ordererState(commands, orderer, channel))?.status === 'active';
  return waitFor(
    `${orderer.name} taking part in ${channel}`,
    60_000,
    isActive,
    `Read the log of ${orderer.name}.`,
  );
}
