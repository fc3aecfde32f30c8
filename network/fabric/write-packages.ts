import { join } from 'node:path';
import { packageChaincode } from './chaincode-package.js';
import { findContract } from './contract-code.js';
import { writeText } from './files.js';
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
