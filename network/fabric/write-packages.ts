import { join } from 'node:path';
import { packageChaincode } from './chaincode-package.js';
import { findContract } from './contract-code.js';
import { writeText } from './files.js';
import { packageNode } from './node-package.js';
import type { FabricSettings } from './settings.js';
import { endorsersOf, type PeerNode, topologyOf } from './topology.js';

/** A package on disk, and the id that Fabric gives it. */
export interface WrittenPackage {
  readonly mspId: string;
  readonly file: string;
  readonly id: string;
}

/**
 * Writes the package of the contract for each organization that endorses, as `up` installs it, for networks that this
 * project does not run. The same build gives the same id everywhere.
 *
 * @throws {SetupError} when the contract is not built
 */
export async function writePackages(
  settings: FabricSettings,
  folder: string,
): Promise<readonly WrittenPackage[]> {
  const code = findContract(settings.contractModule);
  const write = async ({ organization: { mspId } }: PeerNode): Promise<WrittenPackage> => {
    const { bytes, id, label } = await packageChaincode(settings.chaincode, mspId, code);
    const file = join(folder, `${label}-${mspId}.tar.gz`);
    writeText(file, bytes);
    return { mspId, file, id };
  };
  return Promise.all(endorsersOf(topologyOf(settings)).map(write));
}

/**
 * Writes the contract for operators whose peer builds and runs it: as a package to install, and as a folder to inspect.
 * It is the same for all organizations.
 *
 * @throws {SetupError} when the contract is not built, or there is no lock file
 */
export async function writeNodePackage(
  settings: FabricSettings,
  folder: string,
): Promise<Omit<WrittenPackage, 'mspId'> & { readonly staged: string }> {
  const { label, bytes, id, files } = await packageNode(
    settings.chaincode,
    findContract(settings.contractModule),
  );
  const file = join(folder, `${label}.tar.gz`);
  writeText(file, bytes);
  const staged = join(folder, label);
  for (const each of files) writeText(join(staged, each.path), each.bytes);
  return { file, id, staged };
}
