import { existsSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type ContractFiles, digestOf, filesBelow, readContractFiles } from './contract-files.js';
import { writeText } from './files.js';
import type { Paths } from './paths.js';
import { SetupError } from './setup-error.js';

/** A compiled contract package on this machine, and the digest that organizations approve. */
export interface ContractCode {
  /** Version in its package.json with the first eight digits of the digest, so that other code has another version. */
  readonly version: string;
  /** SHA-256 over the paths and bytes of all `files`, hexadecimal. */
  readonly digest: string;
  readonly files: ContractFiles;
}

/** A contract that was copied to the data folder, as its folder is now. */
export interface StagedContract {
  readonly version: string;
  readonly digest: string;
  /** Path of the module that exports the contract classes. */
  readonly module: string;
}

/**
 * Reads the contract that a module belongs to, with its libraries.
 *
 * @throws {SetupError} when there is no compiled contract, no lock, or a library that differs from the lock
 */
export function findContract(module: string): ContractCode {
  const entry = resolveEntry(module);
  const folder = folderWith('package.json', dirname(entry), 'Put a package.json beside the contract.');
  const root = folderWith('package-lock.json', folder, 'Package from a checkout of the project.');
  const files = readContractFiles(folder, root, relative(folder, entry));
  const digest = digestOf([...files.own, ...files.libraries]);
  return { version: versionOf(folder, digest), digest, files };
}

/**
 * Copies all code of the contract into the data folder, so that a later build or install does not change the approved
 * code. @returns the folder, which is complete when it appears
 */
export function stageContract(paths: Paths, label: string, { files }: ContractCode): string {
  const target = paths.contract(label);
  if (existsSync(target)) return target;
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const { path, bytes } of [...files.own, ...files.libraries]) writeText(join(fresh, path), bytes);
  renameSync(fresh, target);
  return target;
}

/** Reads a staged contract. @throws {SetupError} when an entry of the folder is neither a file nor a folder */
export function readStaged(folder: string): StagedContract {
  const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string };
  const digest = digestOf(filesBelow(folder));
  return { version: versionOf(folder, digest), digest, module: join(folder, main) };
}

function versionOf(folder: string, digest: string): string {
  const { version = '0' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version?: string;
  };
  return `${version}-${digest.slice(0, 8)}`;
}

function resolveEntry(module: string): string {
  try {
    return realpathSync(createRequire(import.meta.url).resolve(module));
  } catch (cause) {
    const cure = 'Build the contract first (npm run build), or name a module that exports it.';
    throw new SetupError(`there is no contract at ${module}`, cure, { cause });
  }
}

/** Returns the nearest folder with a file, from one upwards. */
function folderWith(file: string, from: string, cure: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, file))) return folder;
    if (dirname(folder) === folder) throw new SetupError(`no ${file} lies at or above ${from}`, cure);
  }
}
