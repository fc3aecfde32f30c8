import { join } from 'node:path';
import { packageChaincode } from './chaincode-package.js';
import { findContract } from './contract-code.js';
import { writeText } from './files.js';
import { packageNode } from './node-package.js';
import type { FabricSettings } from './settings.js';
import { endorsersOf, topologyOf } from './topology.js';

/** A package on disk, and the id under which Fabric will know it. */
export interface WrittenPackage {
  readonly mspId: string;
  readonly file: string;
  readonly id: string;
}

/**
 * Writes the package of the contract for each organisation that endorses, as `up` installs it: for
 * networks that this project does not run. The same build gives the same id everywhere.
 *
 * @throws {SetupError} when the contract is not built
 */
export function writePackages(settings: FabricSettings, folder: string): readonly WrittenPackage[] {
  const code = findContract(settings.contractModule);
  return endorsersOf(topologyOf(settings)).map(({ organisation: { mspId } }) => {
    const { bytes, id, label } = packageChaincode(settings.chaincode, mspId, code);
    const file = join(folder, `${label}-${mspId}.tar.gz`);
    writeText(file, bytes);
    return { mspId, file, id };
  });
}

/**
 * Writes the contract for operators whose peer builds and runs it itself: as a package to install, and as a
 * folder to look into. One for all organisations.
 *
 * @throws {SetupError} when the contract is not built, or there is no lock file
 */
export function writeNodePackage(
  settings: FabricSettings,
  folder: string,
): Omit<WrittenPackage, 'mspId'> & { readonly staged: string } {
  const { label, bytes, id, files } = packageNode(settings.chaincode, findContract(settings.contractModule));
  const file = join(folder, `${label}.tar.gz`);
  writeText(file, bytes);
  const staged = join(folder, label);
  for (const each of files) writeText(join(staged, each.path), each.bytes);
  return { file, id, staged };
}
