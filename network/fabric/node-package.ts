import { packageId } from './chaincode-package.js';
import type { ContractCode } from './contract-code.js';
import { toJson } from './files.js';
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

/**
 * Packs the contract with its manifest and its lock, for operators whose peer builds and runs it: the peer's
 * builder installs the libraries by the lock and calls `npm start`. Its version carries the same digest as the
 * package of the service, which covers these files and the libraries.
 */
export async function packageNode(name: string, { version, files }: ContractCode): Promise<NodePackage> {
  const label = `${name}-node_${version}`;
  const inner = await tarGz(files.own.map(({ path, bytes }) => ({ path: `src/${path}`, bytes })));
  const metadata = Buffer.from(toJson({ path: '', type: 'node', label }));
  const bytes = await tarGz([
    { path: 'metadata.json', bytes: metadata },
    { path: 'code.tar.gz', bytes: inner },
  ]);
  return { label, bytes, id: packageId(label, bytes), files: files.own };
}
