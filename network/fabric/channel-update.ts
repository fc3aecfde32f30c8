import { mkdirSync, readFileSync } from 'node:fs';
import type { Organization } from '../organization.js';
import { ordererArguments } from './chaincode-lifecycle.js';
import type { Site } from './deployment.js';
import { writeJson } from './files.js';
import { waitFor } from './health.js';
import { firstPeerOf } from './topology.js';

/** One level of a channel's configuration, as configtxlator writes it. */
export interface ConfigGroup {
  readonly groups: Record<string, ConfigGroup>;
  readonly values: Record<string, { value: unknown }>;
}

interface Config {
  readonly sequence: string;
  readonly channel_group: ConfigGroup;
}

/** Time limit of an update, in milliseconds: the orderers answer before it is in a block. */
const ORDER_MS = 30_000;
/** Fabric's number of an envelope that carries a configuration update. */
const CONFIG_UPDATE = 2;

/**
 * Changes the configuration of a running channel: fetches it, applies the change, and sends the difference, signed by
 * administrators of this folder.
 *
 * @param signers organizations whose administrators sign; Fabric refuses the update when they are too few
 * @throws {SetupError} when nothing changed, or the orderers refuse
 */
export async function updateChannel(
  site: Site,
  signers: readonly Organization[],
  change: (channel: ConfigGroup) => void,
): Promise<void> {
  const file = (name: string): string => site.paths.channel('update', name);
  const before = await fetchConfig(site);
  const after = structuredClone(before);
  change(after.channel_group);
  await encode(site, 'common.Config', before, file('before'));
  await encode(site, 'common.Config', after, file('after'));
  const { configtxlator } = bound(site);
  await configtxlator(
    ...['compute_update', '--channel_id', site.settings.channel],
    ...['--original', `${file('before')}.pb`, '--updated', `${file('after')}.pb`],
    ...['--output', file('difference.pb')],
  );
  const difference = await decode<unknown>(site, 'common.ConfigUpdate', file('difference.pb'));
  await encode(site, 'common.Envelope', envelopeOf(site.settings.channel, difference), file('update'));
  await send(site, signers, `${file('update')}.pb`);
  const isInForce = async (): Promise<boolean> => (await fetchConfig(site)).sequence !== before.sequence;
  await waitFor('the update of the channel', ORDER_MS, isInForce, 'Read the logs: npm run network -- logs');
}

async function fetchConfig(site: Site): Promise<Config> {
  const { commands, paths, settings, topology } = site;
  const block = paths.channel('update', 'config.block');
  mkdirSync(paths.channel('update'), { recursive: true });
  const args = ['channel', 'fetch', 'config', block, '-c', settings.channel, ...ordererArguments(settings)];
  await commands.peer(firstPeerOf(topology), args);
  const { data } = await decode<{ data: { data: { payload: { data: { config: Config } } }[] } }>(
    site,
    'common.Block',
    block,
  );
  const [envelope] = data.data;
  if (envelope === undefined) throw new RangeError('a block of configuration carries one envelope');
  return envelope.payload.data.config;
}

/** Signs the update. The last signature is the sender's. */
async function send(
  { commands, settings, topology }: Site,
  signers: readonly Organization[],
  update: string,
): Promise<void> {
  const peer = firstPeerOf(topology);
  const sender = signers.at(-1);
  for (const signer of signers.slice(0, -1))
    await commands.peer(peer, ['channel', 'signconfigtx', '-f', update], signer);
  const args = ['channel', 'update', '-f', update, '-c', settings.channel, ...ordererArguments(settings)];
  await commands.peer(peer, args, sender);
}

function envelopeOf(channel: string, update: unknown): unknown {
  const header = { channel_header: { channel_id: channel, type: CONFIG_UPDATE } };
  return { payload: { header, data: { config_update: update } } };
}

async function encode(site: Site, type: string, value: unknown, file: string): Promise<void> {
  writeJson(`${file}.json`, value);
  const { configtxlator } = bound(site);
  await configtxlator(
    'proto_encode',
    ...['--type', type, '--input', `${file}.json`, '--output', `${file}.pb`],
  );
}

async function decode<T>(site: Site, type: string, file: string): Promise<T> {
  const { configtxlator } = bound(site);
  await configtxlator('proto_decode', ...['--type', type, '--input', file, '--output', `${file}.json`]);
  return JSON.parse(readFileSync(`${file}.json`, 'utf8')) as T;
}

function bound({ commands }: Site): { configtxlator: (...args: string[]) => Promise<string> } {
  return { configtxlator: (...args) => commands.configtxlator(args) };
}
