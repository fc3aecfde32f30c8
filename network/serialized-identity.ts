import { createHash } from 'node:crypto';
import type { Identity } from '@fapiao-ledger/pki';
import { msp } from '@hyperledger/fabric-protos';

/** Returns an identity as messages of Fabric carry it: the bytes of a `msp.SerializedIdentity`. */
export function serializeIdentity({
  mspId,
  certificate,
}: Pick<Identity, 'mspId' | 'certificate'>): Uint8Array {
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspId);
  serialized.setIdBytes(new TextEncoder().encode(certificate));
  return serialized.serializeBinary();
}

/** The transaction id: no other submitter can make the same, because it binds the creator's certificate. */
export function transactionIdOf(nonce: Uint8Array, creator: Uint8Array): string {
  return createHash('sha256').update(nonce).update(creator).digest('hex');
}
