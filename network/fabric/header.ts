import { randomBytes } from 'node:crypto';
import type { Identity } from '@fapiao-ledger/pki';
import { common } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { serializeIdentity, transactionIdOf } from '../serialized-identity.js';

const NONCE_BYTES = 24;

/** Returns the header of a message to a peer: a new nonce of the identity, and the id that follows from it. */
export function newHeader(
  identity: Pick<Identity, 'mspId' | 'certificate'>,
  message: { readonly type: number; readonly channel: string; readonly extension?: Uint8Array },
): { readonly header: common.Header; readonly transactionId: string } {
  const signature = new common.SignatureHeader();
  signature.setCreator(serializeIdentity(identity));
  signature.setNonce(randomBytes(NONCE_BYTES));
  const transactionId = transactionIdOf(signature.getNonce_asU8(), signature.getCreator_asU8());
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
