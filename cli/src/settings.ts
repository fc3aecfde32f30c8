import { existsSync } from 'node:fs';
import { ownTrustFile, type Profile, readProfiles, requireProfile } from './profiles.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';
import { phrase } from './words/phrase.js';

/** Options that every command has. */
export interface GlobalOptions {
  readonly gateway?: string;
  readonly identity?: string;
  readonly channel?: string;
  readonly profile?: string;
  /** Time limit, in seconds. */
  readonly timeout?: number;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Effective settings. An option beats the environment, the environment a profile, a profile the default. */
export interface Settings {
  readonly gateway: URL;
  readonly identity: string | undefined;
  readonly channel: string;
  /** Undefined when no trust file is named and none is beside the profiles. */
  readonly trust: string | undefined;
  readonly timeoutMs: number;
  /** The profile that names the identity; undefined when an option or the environment names it. */
  readonly signer: Pick<Profile, 'code' | 'name'> | undefined;
  /** Undefined when no identity is named. */
  readonly identitySource: IdentitySource | undefined;
}

/** What may name the identity of a command. The first that is set names it. */
type IdentitySource =
  | '--identity'
  | 'FAPIAO_IDENTITY'
  | '--profile'
  | 'FAPIAO_PROFILE'
  | 'the current profile';

export const DEFAULTS = { gateway: 'http://127.0.0.1:8080', channel: 'fapiao', timeoutSeconds: 30 } as const;

/** @throws {UsageError} when the gateway is no URL or the profile does not exist */
export async function readSettings(options: GlobalOptions, env: Shell['env']): Promise<Settings> {
  const profile = await profileOf(options, env);
  const {
    gateway = DEFAULTS.gateway,
    identity,
    channel = DEFAULTS.channel,
    trust = existingTrust(env),
  } = {
    ...profile,
    ...present({
      gateway: env.FAPIAO_GATEWAY,
      identity: env.FAPIAO_IDENTITY,
      channel: env.FAPIAO_CHANNEL,
      trust: env.FAPIAO_TRUST,
    }),
    ...present({ gateway: options.gateway, identity: options.identity, channel: options.channel }),
  };
  const timeoutMs = (options.timeout ?? DEFAULTS.timeoutSeconds) * 1_000;
  const signer = identity !== undefined && identity === profile.identity ? profile : undefined;
  const identitySource = identity === undefined ? undefined : identitySourceOf(options, env);
  return { gateway: readUrl(gateway), identity, channel, trust, timeoutMs, signer, identitySource };
}

function identitySourceOf({ identity, profile }: GlobalOptions, env: Shell['env']): IdentitySource {
  const sources: readonly (readonly [IdentitySource, string | undefined])[] = [
    ['--identity', identity],
    ['FAPIAO_IDENTITY', env.FAPIAO_IDENTITY],
    ['--profile', profile],
    ['FAPIAO_PROFILE', env.FAPIAO_PROFILE],
  ];
  const [source] = sources.find(([, value]) => value !== undefined && value !== '') ?? [
    'the current profile',
  ];
  return source;
}

/** Returns the trust file of a profile that names none: the one of the environment, or the one beside the profiles. */
export function trustBesideProfiles(env: Shell['env']): string | undefined {
  return present({ trust: env.FAPIAO_TRUST }).trust ?? existingTrust(env);
}

function existingTrust(env: Shell['env']): string | undefined {
  const file = ownTrustFile(env);
  return existsSync(file) ? file : undefined;
}

/** Leaves out empty variables: a variable set to nothing counts as not set. */
function present(values: Partial<Record<keyof Profile, string | undefined>>): Profile {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
}

async function profileOf(options: GlobalOptions, env: Shell['env']): Promise<Profile> {
  const name = options.profile ?? (env.FAPIAO_PROFILE || undefined);
  const { current, profiles } = await readProfiles(env);
  if (name !== undefined) return requireProfile(profiles, name);
  return profiles[current ?? ''] ?? {};
}

/** @throws {UsageError} when the text is no URL over HTTP */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new UsageError(
    phrase('the gateway "{text}" is not an address such as {gateway}', { text, gateway: DEFAULTS.gateway }),
  );
}
