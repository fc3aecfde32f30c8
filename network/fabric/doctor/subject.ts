import { readFileSync } from 'node:fs';
import { messageOf } from '@fapiao-ledger/core';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import type { Organization } from '../../organization.js';
import { type ClientEntry, type NetworkFile, readNetworkFile } from '../network-file.js';
import { Paths } from '../paths.js';
import { SetupError } from '../setup-error.js';
import { type Topology, topologyOf } from '../topology.js';

/** A network as its folder describes it, seen from a machine that connects to it. */
export interface Subject {
  readonly network: NetworkFile;
  readonly paths: Paths;
  readonly topology: Topology;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A signer that a gateway uses instead of a key in a file, for instance one in an HSM. */
  readonly signer?: Signer;
}

/** Returns the signature: ECDSA P-256 over SHA-256 of the bytes, DER. */
export type Signer = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Reads the network. @throws {SetupError} when the folder holds no network */
export function subjectAt(home: string, more: Partial<Omit<Subject, 'paths'>> = {}): Subject {
  const network = more.network ?? readNetworkFile(home);
  const topology = topologyOf(network.settings);
  return { env: process.env, now: Date.now, ...more, network, topology, paths: new Paths(home) };
}

/** Reads a client's identity. @throws {SetupError} when a file of it is missing or is no key */
export function identityOf({ name, mspId, certificate, privateKey }: ClientEntry): Identity {
  try {
    return identityFromPem(mspId, readFileSync(certificate, 'utf8'), readFileSync(privateKey, 'utf8'));
  } catch (cause) {
    const cure = `Enrol ${name} again, and name its files in network.json.`;
    throw new SetupError(`the identity of ${name} cannot be read: ${messageOf(cause)}`, cure, {
      cause,
    });
  }
}

export function organizationOf({ topology }: Subject, mspId: string): Organization | undefined {
  return topology.organizations.find((each) => each.mspId === mspId);
}
