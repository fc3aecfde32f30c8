import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from './files/private-file.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/** What a user need not type again. Paths are absolute. */
export interface Profile {
  readonly gateway?: string;
  readonly identity?: string;
  readonly channel?: string;
  readonly trust?: string;
}

export interface Profiles {
  readonly version: 1;
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NONE: Profiles = { version: 1, profiles: {} };

/** @throws {UsageError} when the file is there and cannot be read as profiles */
export async function readProfiles(env: Shell['env']): Promise<Profiles> {
  const file = profilesFile(env);
  try {
    const text = await readIfPresent(file);
    if (text === undefined) return NONE;
    const { current, profiles } = JSON.parse(text) as Profiles;
    return { version: 1, ...(current === undefined ? {} : { current }), profiles };
  } catch (cause) {
    throw new UsageError(`${file} cannot be read as profiles: mend or remove it`, { cause });
  }
}

/** Keeps a profile and makes it the current one. */
export async function saveProfile(env: Shell['env'], name: string, profile: Profile): Promise<void> {
  const { profiles } = await readProfiles(env);
  const kept: Profiles = { version: 1, current: name, profiles: { ...profiles, [name]: profile } };
  await writeAtomically(profilesFile(env), `${JSON.stringify(kept, undefined, 2)}\n`, { isPrivate: true });
}

export function profilesFile(env: Shell['env']): string {
  return join(folderOf(env), 'profiles.json');
}

/** The trust file of whoever names no other. Never one of the folder somebody happens to work in: receipts come with folders. */
export function ownTrustFile(env: Shell['env']): string {
  return join(folderOf(env), 'trust.json');
}

/**
 * The folder of settings, by the XDG Base Directory Specification: a path that is empty or not absolute counts as not
 * set. Else profiles and trust file would come from the folder that receipts came with.
 */
function folderOf({ XDG_CONFIG_HOME = '', HOME = homedir() }: Shell['env']): string {
  if (isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, 'fapiao');
  // os.homedir() repeats HOME, whatever is in it.
  return join(isAbsolute(HOME) ? HOME : registeredHome(HOME), '.config', 'fapiao');
}

/** The home folder that the system has on record. @throws {UsageError} when it has none */
function registeredHome(home: string): string {
  try {
    return userInfo().homedir;
  } catch (cause) {
    throw new UsageError(
      `HOME is "${home}", and the system knows no other home folder: set an absolute path`,
      {
        cause,
      },
    );
  }
}
