import { createHash } from 'node:crypto';
import { toJson } from './files.js';
import { tarGz } from './tar.js';

/** A package that organizations install and approve. Its id depends on every byte of it. */
export interface ChaincodePackage {
  readonly label: string;
  readonly bytes: Uint8Array;
  /** `label:hash`, as Fabric computes it. */
  readonly id: string;
}

/** Description of the code that the package's server runs. */
export interface PackagedCode {
  readonly version: string;
  readonly digest: string;
}

/**
 * Makes the package of a contract that runs as a service. It holds the digest of the program instead of the program, so
 * that approving a package means approving that code. The address is a template, which builders other than ours fill in
 * for each peer.
 */
export async function packageChaincode(
  name: string,
  organization: string,
  code: PackagedCode,
): Promise<ChaincodePackage> {
  const label = `${name}_${code.version}`;
  const inner = await tarGz([
    json('connection.json', CONNECTION_TEMPLATE),
    // The British spelling is part of the bytes of every package, and so of its id.
    json('contract.json', { name, organisation: organization, version: code.version, sha256: code.digest }),
  ]);
  const bytes = await tarGz([
    json('metadata.json', { type: 'ccaas', label }),
    { path: 'code.tar.gz', bytes: inner },
  ]);
  return { label, bytes, id: packageId(label, bytes) };
}

export function packageId(label: string, bytes: Uint8Array): string {
  return `${label}:${createHash('sha256').update(bytes).digest('hex')}`;
}

const CONNECTION_TEMPLATE = {
  address: '{{.address}}',
  dial_timeout: '10s',
  tls_required: true,
  client_auth_required: true,
  client_key: '{{.client_key}}',
  client_cert: '{{.client_cert}}',
  root_cert: '{{.root_cert}}',
};

function json(path: string, value: unknown): { path: string; bytes: Buffer } {
  return { path, bytes: Buffer.from(toJson(value)) };
}
