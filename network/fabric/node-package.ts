import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { packageId } from './chaincode-package.js';
import { type ContractCode, codeFiles } from './contract-code.js';
import { toJson } from './files.js';
import { type Lock, lockOf, type Manifest } from './package-lock.js';
import { SetupError } from './setup-error.js';
import { type TarFile, tarGz } from './tar.js';

/** The contract as a peer's own Node.js builder takes it. */
export interface NodePackage {
  readonly label: string;
  /** What `peer lifecycle chaincode install` is given. */
  readonly bytes: Uint8Array;
  /** `label:hash`, as Fabric computes it. */
  readonly id: string;
  /** The same files as they lie in the package, below `src/`. */
  readonly files: readonly TarFile[];
}

const METADATA = 'contract-metadata.json';

/**
 * The contract with its manifest and its lock, for operators whose peer builds and runs it: the peer's
 * builder installs the two libraries by the lock and calls `npm start`. Without workspaces around it,
 * the lock is cut out of the project's.
 *
 * @throws {SetupError} when no lock file lies in or above the contract's folder
 */
export async function packageNode(name: string, code: ContractCode): Promise<NodePackage> {
  const label = `${name}-node_${code.version}`;
  const files = stagedFiles(code);
  const inner = await tarGz(files.map(({ path, bytes }) => ({ path: `src/${path}`, bytes })));
  const bytes = await tarGz([
    json('metadata.json', { path: '', type: 'node', label }),
    { path: 'code.tar.gz', bytes: inner },
  ]);
  return { label, bytes, id: packageId(label, bytes), files };
}

function stagedFiles(code: ContractCode): readonly TarFile[] {
  const manifest = readManifest(code.folder);
  const root = rootOf(code.folder);
  const rootLock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const { overrides } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const staged: Manifest = {
    ...manifest,
    main: `./${code.main.split(sep).join('/')}`,
    ...(overrides === undefined ? {} : { overrides }),
  };
  const own =
    code.folder === root
      ? ''
      : code.folder
          .slice(root.length + 1)
          .split(sep)
          .join('/');
  const compiled = codeFiles(code.folder).filter((file) => file.startsWith(`dist${sep}`));
  const metadata = join(code.folder, METADATA);
  return [
    json('package.json', staged),
    json('package-lock.json', lockOf(rootLock, own, staged)),
    ...compiled.map((file) => ({
      path: file.split(sep).join('/'),
      bytes: readFileSync(join(code.folder, file)),
    })),
    // Where fabric-shim looks for what it tells of the contract's functions.
    ...(existsSync(metadata) ? [{ path: 'META-INF/metadata.json', bytes: readFileSync(metadata) }] : []),
  ];
}

function readManifest(folder: string): Manifest {
  // What only serves those who develop it stays behind.
  const { devDependencies: _dev, ...manifest } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  return manifest;
}

/** The nearest folder with a lock. */
function rootOf(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent !== folder) return rootOf(parent);
  throw new SetupError(
    'no package-lock.json lies above the contract',
    'Package from a checkout of the project.',
  );
}

function json(path: string, value: unknown): TarFile {
  return { path, bytes: Buffer.from(toJson(value)) };
}
