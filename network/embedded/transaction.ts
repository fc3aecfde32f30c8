/** Transactions: an endorsed proposal in the envelope that is ordered. */
import type { BuiltProposal } from './proposal.js';
import { build, common, encode, peer, plainBytes, type protos } from './protobuf.js';

/** A signature by an endorser over the proposal response payload and the endorser. */
export interface Endorsement {
  /** msp.SerializedIdentity. */
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** Returns the payload of the envelope, which the client signs to have the transaction ordered. */
export function buildTransaction(
  proposal: BuiltProposal,
  responsePayload: Uint8Array,
  endorsements: readonly Endorsement[],
): Uint8Array {
  const action = build(peer.ChaincodeEndorsedAction, (message) => {
    message.setProposalResponsePayload(plainBytes(responsePayload));
    message.setEndorsementsList(endorsements.map(encodeEndorsement));
  });
  const actionPayload = encode(peer.ChaincodeActionPayload, (message) => {
    message.setChaincodeProposalPayload(proposal.payload);
    message.setAction(action);
  });
  const transactionAction = build(peer.TransactionAction, (message) => {
    message.setHeader(proposal.signatureHeader);
    message.setPayload(actionPayload);
  });
  return encode(common.Payload, (payload) => {
    payload.setHeader(
      build(common.Header, (header) => {
        header.setChannelHeader(proposal.channelHeader);
        header.setSignatureHeader(proposal.signatureHeader);
      }),
    );
    payload.setData(encode(peer.Transaction, (message) => message.setActionsList([transactionAction])));
  });
}

export function encodeEnvelope(payload: Uint8Array, signature: Uint8Array): Uint8Array {
  return encode(common.Envelope, (envelope) => {
    envelope.setPayload(plainBytes(payload));
    envelope.setSignature(plainBytes(signature));
  });
}

function encodeEndorsement({ endorser, signature }: Endorsement): protos.peer.Endorsement {
  return build(peer.Endorsement, (message) => {
    message.setEndorser(plainBytes(endorser));
    message.setSignature(plainBytes(signature));
  });
}
