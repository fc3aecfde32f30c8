import { packageId } from './chaincode-package.js';
import type { ContractCode } from './contract-code.js';
import { toJson } from './files.js';
import { type TarFile, tarGz } from './tar.js';

/** The contract in the form of a peer's own Node.js builder. */
export interface NodePackage {
  readonly label: string;
  /** Package for `peer lifecycle chaincode install`. */
  readonly bytes: Uint8Array;
  /** `label:hash`, as Fabric computes it. */
  readonly id: string;
  /** The same files as they are in the package, below `src/`. */
  readonly files: readonly TarFile[];
}

/**
 * Packs the contract with its manifest and its lock, for operators whose peer builds and runs it. The peer's builder
 * installs the libraries by the lock and calls `npm start`. The version has the same digest as the service's package,
 * which covers these files and the libraries.
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
