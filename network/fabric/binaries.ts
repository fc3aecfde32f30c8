import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './setup-error.js';

const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'configtxlator', 'osnadmin'] as const;
type Program = (typeof PROGRAMS)[number];

/** Fabric's own page on how to get its programs. The project ships none of them. */
export const INSTALL_PAGE = 'https://hyperledger-fabric.readthedocs.io/en/latest/install.html';

/** Absolute paths of Fabric's programs, and the version that all of them have. */
export interface FabricBinaries {
  readonly paths: Readonly<Record<Program, string>>;
  readonly version: string;
}

/**
 * Finds Fabric's programs in the folder FABRIC_BIN, or on PATH when that is not set, and checks that they have one
 * version of the lines on which this project is tested: 2.5 (LTS) and 3.1.
 *
 * @throws {SetupError} naming every missing program, or every version that is not supported
 */
export function findBinaries(env: NodeJS.ProcessEnv = process.env): FabricBinaries {
  const folders = env.FABRIC_BIN ? [env.FABRIC_BIN] : (env.PATH ?? '').split(delimiter).filter(Boolean);
  const locations = PROGRAMS.map((program) => [program, locate(program, folders)] as const);
  const missing = locations.filter(([, path]) => path === undefined).map(([program]) => program);
  if (missing.length > 0) throw missingPrograms(missing, env.FABRIC_BIN);
  const paths = Object.fromEntries(locations) as Record<Program, string>;
  return { paths, version: commonVersion(paths) };
}

/** Returns why the programs cannot be used; undefined when they can. For tests that are skipped without them. */
export function whyNoBinaries(env: NodeJS.ProcessEnv = process.env): string | undefined {
  try {
    findBinaries(env);
    return undefined;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}

function locate(program: Program, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missingPrograms(missing: readonly string[], folder: string | undefined): SetupError {
  const where = folder ? `in FABRIC_BIN (${folder})` : 'on PATH';
  return new SetupError(
    `Hyperledger Fabric's ${missing.join(', ')} not found ${where}`,
    `Install the binaries of Fabric 2.5 LTS or 3.1 (${INSTALL_PAGE}) and set FABRIC_BIN to their folder.`,
  );
}

/** osnadmin is left out, because it has no command that shows its version. */
function commonVersion(paths: Readonly<Record<Program, string>>): string {
  const versions = PROGRAMS.filter((program) => program !== 'osnadmin').map(
    (program) => [program, versionOf(paths[program])] as const,
  );
  const version = versions[0]?.[1] ?? 'unknown';
  const fits = versions.every(([, each]) => each === version) && /^(2\.5|3\.1)\.\d+/.test(version);
  if (fits) return version;
  throw new SetupError(
    `Fabric's programs have several versions: ${versions.map(([program, each]) => `${program} ${each}`).join(', ')}`,
    `Install one release of Fabric 2.5 or 3.1 (${INSTALL_PAGE}).`,
  );
}

function versionOf(path: string): string {
  const flag = path.endsWith('configtxgen') ? '--version' : 'version';
  try {
    const text = execFileSync(path, [flag], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /Version:\s*v?(\S+)/.exec(text)?.[1] ?? 'unknown';
  } catch (error) {
    throw new SetupError(`${path} does not run`, `Reinstall Fabric's binaries (${INSTALL_PAGE}).`, {
      cause: error,
    });
  }
}
