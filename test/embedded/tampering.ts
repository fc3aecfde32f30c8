/** Alters messages on their way, as an attacker between client and peer would. */
import type { ProposalAnswer } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/pki';
import { common, ledger, peer } from '@hyperledger/fabric-protos';

const P256_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** Returns the other signature that verifies: every attacker can make it, so Fabric refuses it. */
export function highTwin(signature: Uint8Array): Uint8Array {
  const rLength = signature[3] as number;
  const r = signature.subarray(2, 4 + rLength);
  const s = BigInt(`0x${Buffer.from(signature.subarray(6 + rLength)).toString('hex')}`);
  const high = Buffer.from((P256_ORDER - s).toString(16).padStart(64, '0'), 'hex');
  const integer = Buffer.concat([Buffer.of(0x02, 33, 0), high]);
  return Buffer.concat([Buffer.of(0x30, r.length + integer.length), r, integer]);
}

/** An identity whose signatures all have the higher of the two values. */
export function highSigner(identity: Identity): Identity {
  return { ...identity, sign: (bytes) => highTwin(identity.sign(bytes)) };
}

/** The answer with another read-write set in place of the one that was endorsed. */
export function withResults(
  answer: ProposalAnswer,
  alter: (set: ledger.rwset.TxReadWriteSet) => void,
): ProposalAnswer {
  const response = peer.ProposalResponsePayload.deserializeBinary(answer.payload ?? new Uint8Array());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const set = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  alter(set);
  action.setResults(set.serializeBinary());
  response.setExtension$(action.serializeBinary());
  return { ...answer, payload: response.serializeBinary() };
}

/** Another value for every write of the chaincode. */
export function withValue(answer: ProposalAnswer, value: string): ProposalAnswer {
  return withResults(answer, (set) => {
    for (const namespace of set.getNsRwsetList()) {
      const content = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
      for (const write of content.getWritesList()) write.setValue(Buffer.from(value));
      namespace.setRwset(content.serializeBinary());
    }
  });
}

/** The envelope with its signature altered. */
export function withSignature(
  envelope: Uint8Array,
  alter: (signature: Uint8Array) => Uint8Array,
): Uint8Array {
  const message = common.Envelope.deserializeBinary(envelope);
  message.setSignature(alter(message.getSignature_asU8()));
  return message.serializeBinary();
}

/** The envelope with another header, signed again by its creator. */
export function withChannelHeader(
  envelope: Uint8Array,
  identity: Identity,
  alter: (header: common.ChannelHeader) => void,
): Uint8Array {
  const message = common.Envelope.deserializeBinary(envelope);
  const payload = common.Payload.deserializeBinary(message.getPayload_asU8());
  const header = payload.getHeader() ?? new common.Header();
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  alter(channelHeader);
  header.setChannelHeader(channelHeader.serializeBinary());
  const bytes = payload.serializeBinary();
  message.setPayload(bytes);
  message.setSignature(identity.sign(bytes));
  return message.serializeBinary();
}
