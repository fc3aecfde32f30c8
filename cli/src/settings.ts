import { type Profile, readProfiles } from './profiles.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/** Options that every command has. */
export interface GlobalOptions {
  readonly gateway?: string;
  readonly identity?: string;
  readonly channel?: string;
  readonly profile?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly json?: boolean;
}

/** Where to go and as whom: an option beats the environment, the environment a profile, a profile the default. */
export interface Settings {
  readonly gateway: URL;
  readonly identity: string | undefined;
  readonly channel: string;
  readonly trust: string | undefined;
  readonly timeoutMs: number;
}

export const DEFAULTS = { gateway: 'http://127.0.0.1:8080', channel: 'fapiao', timeoutSeconds: 30 } as const;

/** @throws {UsageError} when the gateway is no URL or the profile does not exist */
export async function readSettings(options: GlobalOptions, env: Shell['env']): Promise<Settings> {
  const profile = await profileOf(options, env);
  return {
    gateway: readUrl(options.gateway ?? set(env.FAPIAO_GATEWAY) ?? profile.gateway ?? DEFAULTS.gateway),
    identity: options.identity ?? set(env.FAPIAO_IDENTITY) ?? profile.identity,
    channel: options.channel ?? set(env.FAPIAO_CHANNEL) ?? profile.channel ?? DEFAULTS.channel,
    trust: set(env.FAPIAO_TRUST) ?? profile.trust,
    timeoutMs: (options.timeout ?? DEFAULTS.timeoutSeconds) * 1_000,
  };
}

async function profileOf(options: GlobalOptions, env: Shell['env']): Promise<Profile> {
  const asked = options.profile ?? set(env.FAPIAO_PROFILE);
  const { current, profiles } = await readProfiles(env);
  const found = profiles[asked ?? current ?? ''];
  if (asked !== undefined && found === undefined)
    throw new UsageError(`there is no profile "${asked}": see fapiao login`);
  return found ?? {};
}

/** @throws {UsageError} */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new UsageError(`the gateway "${text}" is not an address such as ${DEFAULTS.gateway}`);
}

function set(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
