import { createPrivateKey } from 'node:crypto';
import { serializeIdentity } from '../serialized-identity.js';
import type { Signatures } from './signatures.js';

/** Certificate and key of a node (a peer or an orderer) of an organization. */
export interface NodePem {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** A node that signs in its organization's name. */
export interface NodeSigner {
  readonly mspId: string;
  /** msp.SerializedIdentity. */
  readonly identity: Uint8Array;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export function nodeSigner(pem: NodePem, signatures: Signatures): NodeSigner {
  const key = createPrivateKey(pem.privateKey);
  return {
    mspId: pem.mspId,
    identity: serializeIdentity(pem),
    sign: (bytes) => signatures.sign(key, bytes),
  };
}
