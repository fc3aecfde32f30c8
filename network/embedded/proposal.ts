/** Proposals: the calls that a client asks peers to run. The client builds them, the peer reads them. */
import { transactionIdOf } from '../serialized-identity.js';
import { sha256 } from './hash.js';
import {
  build,
  common,
  encode,
  millisecondsOf,
  peer,
  plainBytes,
  type protos,
  timestampOf,
} from './protobuf.js';

export const ENDORSER_TRANSACTION = common.HeaderType.ENDORSER_TRANSACTION;

export interface ProposalRequest {
  readonly channel: string;
  readonly chaincode: string;
  /** Identity of the signer, msp.SerializedIdentity. */
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
  readonly timestampMs: number;
  /** The function, then its arguments; all are text for contracts of the contract API. */
  readonly args: readonly Uint8Array[];
  readonly transient: Readonly<Record<string, Uint8Array>>;
}

/** A proposal with those of its parts that the transaction repeats. */
export interface BuiltProposal {
  readonly txId: string;
  readonly bytes: Uint8Array;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** ChaincodeProposalPayload without the transient data, which never leave the endorsing peers. */
  readonly payload: Uint8Array;
}

export function buildProposal(request: ProposalRequest): BuiltProposal {
  const txId = transactionIdOf(request.nonce, request.creator);
  const chaincodeId = build(peer.ChaincodeID, (id) => id.setName(request.chaincode));
  const channelHeader = encode(common.ChannelHeader, (header) => {
    header.setType(ENDORSER_TRANSACTION);
    header.setTimestamp(timestampOf(request.timestampMs));
    header.setChannelId(request.channel);
    header.setTxId(txId);
    header.setExtension$(
      encode(peer.ChaincodeHeaderExtension, (extension) => extension.setChaincodeId(chaincodeId)),
    );
  });
  const signatureHeader = encode(common.SignatureHeader, (header) => {
    header.setCreator(request.creator);
    header.setNonce(plainBytes(request.nonce));
  });
  const input = encodeInvocation(chaincodeId, request.args);
  const payload = encode(peer.ChaincodeProposalPayload, (message) => message.setInput(input));
  const bytes = encode(peer.Proposal, (proposal) => {
    proposal.setHeader(encodeHeader(channelHeader, signatureHeader));
    proposal.setPayload(withTransient(input, payload, request.transient));
  });
  return { txId, bytes, channelHeader, signatureHeader, payload };
}

function encodeInvocation(chaincodeId: protos.peer.ChaincodeID, args: readonly Uint8Array[]): Uint8Array {
  return encode(peer.ChaincodeInvocationSpec, (invocation) => {
    invocation.setChaincodeSpec(
      build(peer.ChaincodeSpec, (spec) => {
        spec.setType(peer.ChaincodeSpec.Type.NODE);
        spec.setChaincodeId(chaincodeId);
        spec.setInput(build(peer.ChaincodeInput, (input) => input.setArgsList(args.map(plainBytes))));
      }),
    );
  });
}

function encodeHeader(channelHeader: Uint8Array, signatureHeader: Uint8Array): Uint8Array {
  return encode(common.Header, (header) => {
    header.setChannelHeader(channelHeader);
    header.setSignatureHeader(signatureHeader);
  });
}

function withTransient(
  input: Uint8Array,
  payload: Uint8Array,
  transient: Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  const entries = Object.entries(transient);
  if (entries.length === 0) return payload;
  return encode(peer.ChaincodeProposalPayload, (message) => {
    message.setInput(input);
    for (const [key, value] of entries) message.getTransientmapMap().set(key, plainBytes(value));
  });
}

export interface ParsedProposal {
  readonly signed: protos.peer.SignedProposal;
  readonly channel: string;
  readonly chaincode: string;
  readonly txId: string;
  readonly type: number;
  readonly epoch: number;
  readonly timestampMs: number;
  readonly nonce: Uint8Array;
  readonly creator: Uint8Array;
  /** Bytes of ChaincodeInput. */
  readonly input: Uint8Array;
  /** Returns what the endorsements bind: headers and payload without transient data. */
  readonly hash: Uint8Array;
}

/** Reads a proposal. @throws when a part is missing or malformed */
export function parseProposal(signedProposal: Uint8Array): ParsedProposal {
  const signed = peer.SignedProposal.deserializeBinary(signedProposal);
  const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const input = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8())
    .getChaincodeSpec()
    ?.getInput();
  if (input === undefined) throw new Error('the proposal calls no function');
  const visible = encode(peer.ChaincodeProposalPayload, (message) =>
    message.setInput(payload.getInput_asU8()),
  );
  return {
    signed,
    channel: channelHeader.getChannelId(),
    chaincode: extension.getChaincodeId()?.getName() ?? '',
    txId: channelHeader.getTxId(),
    type: channelHeader.getType(),
    epoch: channelHeader.getEpoch(),
    timestampMs: millisecondsOf(channelHeader.getTimestamp()),
    nonce: signatureHeader.getNonce_asU8(),
    creator: signatureHeader.getCreator_asU8(),
    input: input.serializeBinary(),
    hash: sha256(header.getChannelHeader_asU8(), header.getSignatureHeader_asU8(), visible),
  };
}
