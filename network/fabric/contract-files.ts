import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { toJson } from './files.js';
import { type Lock, lockOf, type Manifest } from './package-lock.js';
import { SetupError } from './setup-error.js';
import type { TarFile } from './tar.js';

/** All files that run with the contract, except Node.js. */
export interface ContractFiles {
  /** Manifest, lock, compiled code and metadata, at the paths where a peer installs them. */
  readonly own: readonly TarFile[];
  /** Libraries of the lock, as npm unpacked them, below `node_modules/`. */
  readonly libraries: readonly TarFile[];
}

const METADATA = 'contract-metadata.json';

/**
 * Reads a contract and the libraries of its lock.
 *
 * @param folder of its package.json, whose `files` name its parts
 * @param root   nearest folder with a package-lock.json, at or above `folder`
 * @param main   path of the module that exports the contract classes, relative to `folder`
 * @throws {SetupError} when the lock does not fix a library, or the one installed is of another version
 */
export function readContractFiles(folder: string, root: string, main: string): ContractFiles {
  const projectLock = readJson(join(root, 'package-lock.json')) as Lock;
  const source = manifestIn(folder);
  const carried = carriedBy(source, root, projectLock);
  const manifest = stagedManifest(folder, source, root, main, carried);
  const own = Object.keys(source.dependencies ?? {}).filter(
    (name) => !carried.some((each) => each.name === name),
  );
  const { lock, sources } = lockOf(projectLock, manifest, [
    { folder: withSlashes(relative(root, folder)), names: own },
    ...carried.map((each) => ({ folder: each.folder, names: Object.keys(each.dependencies) })),
  ]);
  const metadata = join(folder, METADATA);
  return {
    own: [
      json('package.json', manifest),
      json('package-lock.json', lock),
      ...filesOf(source, folder).flatMap((each) => compiledFiles(folder, each)),
      ...carried.flatMap((each) => each.files),
      // fabric-shim looks here for the metadata of the contract's functions.
      ...(existsSync(metadata) ? [{ path: 'META-INF/metadata.json', bytes: readFileSync(metadata) }] : []),
    ],
    libraries: Object.entries(sources).flatMap(([place, source]) =>
      libraryFiles(join(root, source), place, lock.packages[place]?.version),
    ),
  };
}

/** A workspace of the project that the contract imports. No registry has it, so its build travels with the contract. */
interface Carried {
  /** Its name in the contract's `dependencies`. */
  readonly name: string;
  /** Its folder in the project, relative to the lock. */
  readonly folder: string;
  /** Its entry in the contract's `imports`, and the target of that entry in the package. */
  readonly imports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Folder in the package. */
  readonly place: string;
  readonly files: readonly TarFile[];
}

function carriedBy({ imports = {} }: Manifest, root: string, { packages }: Lock): readonly Carried[] {
  return Object.entries(imports as Readonly<Record<string, string>>).flatMap(([alias, name]) => {
    const { link, resolved = '' } = packages[`node_modules/${name}`] ?? {};
    if (link !== true) return [];
    const folder = join(root, resolved);
    const manifest = manifestIn(folder);
    const place = basename(resolved);
    const files = filesOf(manifest, folder)
      .flatMap((each) => compiledFiles(folder, each))
      .map(({ path, bytes }) => ({ path: `${place}/${path}`, bytes }));
    const { dependencies = {}, main } = manifest;
    return [
      {
        name,
        folder: resolved,
        imports: { [alias]: `./${posix.join(place, String(main))}` },
        dependencies,
        place,
        files,
      },
    ];
  });
}

/** Returns the SHA-256 over the paths and bytes of files, hexadecimal, whatever order they have. */
export function digestOf(files: readonly TarFile[]): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of files.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * Reads every file below a folder.
 *
 * @throws {SetupError} when an entry is neither a file nor a folder, because Node.js follows links
 */
export function filesBelow(folder: string): readonly TarFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) return [];
    if (entry.isFile()) return [{ path: withSlashes(relative(folder, path)), bytes: readFileSync(path) }];
    throw new SetupError(`${path} is neither a file nor a folder`, 'Remove it.');
  });
}

/** Returns the manifest as a peer reads it, without the fields that serve development. */
function stagedManifest(
  folder: string,
  source: Manifest,
  root: string,
  main: string,
  carried: readonly Carried[],
): Manifest {
  const { devDependencies: _dev, ...manifest } = source;
  const { overrides } = manifestIn(root);
  const files = [...filesOf(manifest, folder), ...carried.map((each) => each.place)];
  const own = { ...manifest, files, main: `./${withSlashes(main)}`, ...withCarried(manifest, carried) };
  return overrides === undefined ? own : { ...own, overrides };
}

function withCarried(
  { dependencies = {}, imports }: Manifest,
  carried: readonly Carried[],
): Partial<Pick<Manifest, 'dependencies' | 'imports'>> {
  if (carried.length === 0) return {};
  const all = Object.assign(
    {},
    ...carried.map((each) => each.dependencies),
    dependencies,
  ) as typeof dependencies;
  const others = Object.entries(all).filter(([name]) => !carried.some((each) => each.name === name));
  return {
    dependencies: Object.fromEntries(others.toSorted(([one], [other]) => (one < other ? -1 : 1))),
    imports: Object.assign({}, imports, ...carried.map((each) => each.imports)) as object,
  };
}

function filesOf({ files }: Manifest, folder: string): readonly string[] {
  if (Array.isArray(files)) return files as readonly string[];
  throw new SetupError(
    `${join(folder, 'package.json')} does not say which files make the contract`,
    'Name them in "files", such as ["dist"].',
  );
}

function compiledFiles(folder: string, name: string): readonly TarFile[] {
  const isCode = ({ path }: TarFile): boolean => /\.(js|cjs|json)$/.test(path);
  if (/\.(js|cjs|json)$/.test(name)) return [{ path: name, bytes: readFileSync(join(folder, name)) }];
  return filesBelow(join(folder, name))
    .filter(isCode)
    .map(({ path, bytes }) => ({ path: `${name}/${path}`, bytes }));
}

function libraryFiles(folder: string, place: string, version: string | undefined): readonly TarFile[] {
  const installed = existsSync(join(folder, 'package.json')) ? manifestIn(folder).version : 'missing';
  if (installed !== version) {
    throw new SetupError(
      `${folder} has version ${installed}, but the lock file names ${version}`,
      'Install the versions of the lock: npm ci',
    );
  }
  // A node_modules inside has a place of its own in the lock, or none.
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).includes('node_modules'))
    .map((path) => ({ path: `${place}/${withSlashes(path)}`, bytes: readFileSync(join(folder, path)) }));
}

function manifestIn(folder: string): Manifest {
  return readJson(join(folder, 'package.json')) as Manifest;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function json(path: string, value: unknown): TarFile {
  return { path, bytes: Buffer.from(toJson(value)) };
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}
