import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Paths } from './paths.js';
import { SetupError } from './setup-error.js';

/** A compiled contract package on this machine, and the digest that organisations approve. */
export interface ContractCode {
  readonly folder: string;
  /** Path of the module that exports the contract classes, relative to `folder`. */
  readonly main: string;
  /** Version in its package.json with the first eight digits of the digest: other code, other version. */
  readonly version: string;
  /** SHA-256 over the names and bytes of what runs, hexadecimal. */
  readonly digest: string;
}

/** @throws {SetupError} when there is no compiled contract */
export function findContract(module: string): ContractCode {
  const entry = resolveEntry(module);
  const folder = packageFolder(dirname(entry));
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string };
  const digest = digestOf(folder);
  const version = `${about.version ?? '0'}-${digest.slice(0, 8)}`;
  return { folder, main: relative(folder, entry), version, digest };
}

/**
 * Copies the code that runs into the data folder, so that building again changes nothing that was
 * approved; its libraries are taken from where they are installed. @returns the path of the module
 */
export function stageContract(paths: Paths, label: string, code: ContractCode): string {
  const target = paths.contract(label);
  if (!existsSync(target)) {
    for (const file of codeFiles(code.folder)) cpSync(join(code.folder, file), join(target, file));
    symlinkSync(librariesOf(code.folder), join(target, 'node_modules'));
  }
  return join(target, code.main);
}

function resolveEntry(module: string): string {
  try {
    return realpathSync(createRequire(import.meta.url).resolve(module));
  } catch (cause) {
    const cure = 'Build the contract first (npm run build), or name a module that exports it.';
    throw new SetupError(`there is no contract at ${module}`, cure, { cause });
  }
}

function packageFolder(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent !== folder) return packageFolder(parent);
  throw new SetupError('the contract is in no package', 'Put a package.json beside it.');
}

function librariesOf(folder: string): string {
  const manifest = createRequire(join(folder, 'package.json')).resolve('fabric-shim/package.json');
  return dirname(dirname(manifest));
}

/** What an approval covers, in an order that no file system decides. */
export function codeFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|cjs|json)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !isAbsolute(path) && !path.split(sep).includes('node_modules'))
    .sort();
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of codeFiles(folder)) {
    const bytes = readFileSync(join(folder, file));
    hash.update(`${file.split(sep).join('/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
