import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isJsonObject } from '@fapiao-ledger/core';
import { readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from './files/private-file.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';
import { phrase } from './words/phrase.js';

/** Settings that a user need not repeat. Paths are absolute. */
export interface Profile {
  readonly gateway?: string;
  readonly identity?: string;
  readonly channel?: string;
  readonly trust?: string;
  /** Who signs: the code in the identity file, and the name that the register had at login. */
  readonly code?: string;
  readonly name?: string;
}

export interface Profiles {
  readonly version: 1;
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NONE: Profiles = { version: 1, profiles: {} };

/** @throws {UsageError} when the file exists and cannot be read as profiles */
export async function readProfiles(env: Shell['env']): Promise<Profiles> {
  const file = profilesFile(env);
  try {
    const text = await readIfPresent(file);
    if (text === undefined) return NONE;
    const { current, profiles } = JSON.parse(text) as Profiles;
    if (!isJsonObject(profiles)) throw new TypeError('it has no profiles');
    return { version: 1, ...(current === undefined ? {} : { current }), profiles };
  } catch (cause) {
    throw new UsageError(phrase('{file} cannot be read as profiles: repair or remove it', { file }), {
      cause,
    });
  }
}

/** Stores a profile. Only the first one becomes the current one by itself: no login switches who the user is. */
export async function keepProfile(env: Shell['env'], name: string, profile: Profile): Promise<Profiles> {
  const { current, profiles } = await readProfiles(env);
  return await write(env, {
    version: 1,
    current: current ?? name,
    profiles: { ...profiles, [name]: profile },
  });
}

/** Makes a profile the current one. @throws {UsageError} when there is none of that name */
export async function chooseProfile(env: Shell['env'], name: string): Promise<Profiles> {
  const { profiles } = await readProfiles(env);
  requireProfile(profiles, name);
  return await write(env, { version: 1, current: name, profiles });
}

/** Removes a profile, and leaves its identity file alone. @throws {UsageError} when there is none of that name */
export async function removeProfile(env: Shell['env'], name: string): Promise<Profiles> {
  const { current, profiles } = await readProfiles(env);
  requireProfile(profiles, name);
  const { [name]: _removed, ...others } = profiles;
  return await write(env, {
    version: 1,
    ...(current === undefined || current === name ? {} : { current }),
    profiles: others,
  });
}

/** @throws {UsageError} */
export function requireProfile(profiles: Profiles['profiles'], name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return profile;
  throw new UsageError(phrase('there is no profile "{name}": make one with fapiao login', { name }));
}

async function write(env: Shell['env'], content: Profiles): Promise<Profiles> {
  await writeAtomically(profilesFile(env), `${JSON.stringify(content, undefined, 2)}\n`, { isPrivate: true });
  return content;
}

export function profilesFile(env: Shell['env']): string {
  return join(folderOf(env), 'profiles.json');
}

/** Default trust file. It is never in the working folder, because receipts may come with a folder of their own. */
export function ownTrustFile(env: Shell['env']): string {
  return join(folderOf(env), 'trust.json');
}

/**
 * Folder of settings by the XDG Base Directory Specification: an empty or relative path counts as not set. Otherwise
 * profiles and trust file would come from the folder that holds the receipts.
 */
function folderOf({ XDG_CONFIG_HOME = '', HOME = homedir() }: Shell['env']): string {
  if (isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, 'fapiao');
  // os.homedir() returns HOME unchecked.
  return join(isAbsolute(HOME) ? HOME : registeredHome(HOME), '.config', 'fapiao');
}

/** Returns the home folder that the system has on record. @throws {UsageError} when it has none */
function registeredHome(home: string): string {
  try {
    return userInfo().homedir;
  } catch (cause) {
    throw new UsageError(
      phrase('HOME is "{home}", and the system has no other on record: set HOME to an absolute path', {
        home,
      }),
      {
        cause,
      },
    );
  }
}
