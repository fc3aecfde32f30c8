import { createHash, randomBytes } from 'node:crypto';
import type { Identity } from '@fapiao-ledger/pki';
import { common, msp } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';

const NONCE_BYTES = 24;

/** Returns the header of a message to a peer: a new nonce of the identity, and the id that follows from it. */
export function newHeader(
  identity: Pick<Identity, 'mspId' | 'certificate'>,
  message: { readonly type: number; readonly channel: string; readonly extension?: Uint8Array },
): { readonly header: common.Header; readonly transactionId: string } {
  const signature = new common.SignatureHeader();
  signature.setCreator(serialize(identity));
  signature.setNonce(randomBytes(NONCE_BYTES));
  const transactionId = createHash('sha256')
    .update(signature.getNonce_asU8())
    .update(signature.getCreator_asU8())
    .digest('hex');
  const channel = new common.ChannelHeader();
  channel.setType(message.type);
  channel.setChannelId(message.channel);
  channel.setTxId(transactionId);
  channel.setTimestamp(timestamps.Timestamp.fromDate(new Date()));
  if (message.extension !== undefined) channel.setExtension$(message.extension);
  const header = new common.Header();
  header.setChannelHeader(channel.serializeBinary());
  header.setSignatureHeader(signature.serializeBinary());
  return { header, transactionId };
}

/** Returns a message in an envelope that its sender has signed. */
export function signedEnvelope(identity: Identity, header: common.Header, data: Uint8Array): common.Envelope {
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(identity.sign(envelope.getPayload_asU8()));
  return envelope;
}

export function serialize({ mspId, certificate }: Pick<Identity, 'mspId' | 'certificate'>): Uint8Array {
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspId);
  serialized.setIdBytes(Buffer.from(certificate));
  return serialized.serializeBinary();
}
