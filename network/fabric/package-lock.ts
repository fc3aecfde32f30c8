import { SetupError } from './setup-error.js';

/** Fields of a package.json that matter here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A lock file of npm, version 3. */
export interface Lock {
  readonly name?: string;
  readonly version?: string;
  readonly requires?: boolean;
  readonly lockfileVersion: number;
  /** By folder, relative to the lock. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  /** Hash of the archive that npm unpacks. */
  readonly integrity?: string;
  /** URL of the archive in place of the registry's; for a link, the folder it leads to. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The lock of one workspace alone. */
export interface CutLock {
  readonly lock: Lock;
  /** Place of each library in the project, by its place in the new lock. */
  readonly sources: Readonly<Record<string, string>>;
}

const MODULES = 'node_modules/';
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/**
 * Finds the entries of a lock that do not fix the bytes npm installs: one without the SHA-512 of its archive, one that
 * names a URL for it, and a link that leads to an installed package. npm itself installs an entry without a hash and
 * reports nothing.
 *
 * @returns one line per entry, in the order of the lock; empty when every entry is fixed
 */
export function unfixedIn({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([place, entry]) => {
    const fault = isInstalled(place) ? faultOf(entry, packages) : undefined;
    return fault === undefined ? [] : [`${place}: ${fault}`];
  });
}

function faultOf(
  { link, resolved, integrity }: LockedPackage,
  packages: Lock['packages'],
): string | undefined {
  if (link === true) {
    const isOwn = resolved !== undefined && !isInstalled(resolved) && packages[resolved] !== undefined;
    return isOwn ? undefined : `the link leads to ${resolved}, which is no workspace of this lock`;
  }
  if (resolved !== undefined) return `"resolved" names ${resolved}; remove it, so that any registry serves`;
  if (integrity === undefined) return 'there is no "integrity"';
  return SHA512.test(integrity) ? undefined : `"integrity" is ${integrity}, expected one sha512 hash`;
}

/** Returns whether an entry is a workspace or the project itself, which have folders of their own. */
function isInstalled(place: string): boolean {
  return place.split('/').includes('node_modules');
}

/** Libraries that a folder of the project imports. Node.js looks for them from that folder upwards. */
export interface Needs {
  /** Folder relative to the lock; empty for the project itself. */
  readonly folder: string;
  readonly names: readonly string[];
}

/**
 * Returns the lock of one package alone: the libraries it needs, in the versions with which the project is tested.
 *
 * @param needs of the folders whose code the package holds
 * @throws {SetupError} when the project's lock lacks a library, or does not fix its bytes
 */
export function lockOf(
  lock: Lock,
  { name, version, dependencies = {} }: Manifest,
  needs: readonly Needs[],
): CutLock {
  const needed = new Set<string>();
  const need = (from: string, names: readonly string[], isOptional: boolean): void => {
    for (const each of names) {
      const place = placeOf(lock, from, each);
      if (place === undefined && !isOptional) {
        throw new SetupError(`the lock file has no ${each}`, 'Install the project first: npm ci');
      }
      if (place === undefined || needed.has(place)) continue;
      needed.add(place);
      const { dependencies: more = {}, optionalDependencies: perhaps = {} } = lock.packages[place] ?? {};
      need(place, Object.keys(more), false);
      need(place, Object.keys(perhaps), true);
    }
  };
  for (const { folder, names } of needs) need(folder, names, false);
  const places = [...needed].map((source) => [movedUp(source, needs), source] as const);
  places.sort(([one], [other]) => (one < other ? -1 : 1));
  const sources = Object.fromEntries(places);
  if (Object.keys(sources).length < places.length) {
    throw new SetupError(
      'the contract needs two versions of a library in one place',
      'Align them: npm dedupe',
    );
  }
  const packages = {
    '': { name, version, dependencies },
    ...Object.fromEntries(places.map(([place, source]) => [place, lock.packages[source] ?? {}])),
  };
  const { lockfileVersion } = lock;
  const cut = { name, version, lockfileVersion, requires: true, packages };
  refuseUnfixed(cut);
  return { lock: cut, sources };
}

function refuseUnfixed(lock: Lock): void {
  const [first] = unfixedIn(lock);
  if (first === undefined) return;
  const cure = 'Have npm write the lock anew without any node_modules folder, those of workspaces included.';
  throw new SetupError(`the lock file does not fix what a peer installs: ${first}`, cure);
}

/** Returns the place where Node.js finds a library from a folder: the nearest node_modules upwards. */
function placeOf({ packages }: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = `${folder === '' ? '' : `${folder}/`}${MODULES}${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
}

/** Returns the folder that an entry is inside of: `a/node_modules/b` is inside of `a`, and that inside of the project. */
function parentOf(folder: string): string {
  const at = folder.lastIndexOf(`/${MODULES}`);
  return at < 0 ? '' : folder.slice(0, at);
}

function movedUp(place: string, needs: readonly Needs[]): string {
  const inside = needs.find(({ folder }) => folder !== '' && place.startsWith(`${folder}/`));
  return inside === undefined ? place : place.slice(inside.folder.length + 1);
}
