/** Reads transactions, and checks their parts against each other. */

import { transactionIdOf } from '../serialized-identity.js';
import { equalBytes, sha256 } from './hash.js';
import { ENDORSER_TRANSACTION } from './proposal.js';
import { common, millisecondsOf, peer, type protos } from './protobuf.js';
import { decodeRwSet, type NamespaceRwSet } from './rwset.js';
import type { Endorsement } from './transaction.js';
import { Code, InvalidTransaction, type ValidationCode } from './validation-code.js';

/** Outer part of an envelope: its creator, kind and channel. */
export interface EnvelopeHead {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly type: number;
  readonly channel: string;
  /** Empty when the envelope is no transaction of a chaincode. */
  readonly txId: string;
  readonly timestampMs: number;
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
  readonly header: protos.common.Header;
  /** Bytes of ChaincodeHeaderExtension. */
  readonly extension: Uint8Array;
  readonly data: Uint8Array;
}

/** Reads the head of an envelope. @throws {InvalidTransaction} NIL_ENVELOPE, BAD_PAYLOAD or BAD_COMMON_HEADER */
export function parseEnvelopeHead(envelope: Uint8Array): EnvelopeHead {
  const outer = decode(Code.INVALID_OTHER_REASON, () => common.Envelope.deserializeBinary(envelope));
  const bytes = outer.getPayload_asU8();
  if (bytes.length === 0) throw new InvalidTransaction(Code.NIL_ENVELOPE, 'the envelope is empty');
  const payload = decode(Code.BAD_PAYLOAD, () => common.Payload.deserializeBinary(bytes));
  return decode(Code.BAD_COMMON_HEADER, () => {
    const header = payload.getHeader();
    if (header === undefined) throw new Error('there is no header');
    const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
    if (channelHeader.getEpoch() !== 0) throw new Error('the epoch is not zero');
    return {
      payload: bytes,
      signature: outer.getSignature_asU8(),
      type: channelHeader.getType(),
      channel: channelHeader.getChannelId(),
      txId: channelHeader.getTxId(),
      timestampMs: millisecondsOf(channelHeader.getTimestamp()),
      creator: filled(signatureHeader.getCreator_asU8(), 'creator'),
      nonce: filled(signatureHeader.getNonce_asU8(), 'nonce'),
      header,
      extension: channelHeader.getExtension_asU8(),
      data: payload.getData_asU8(),
    };
  });
}

export interface ParsedTransaction {
  readonly txId: string;
  readonly timestampMs: number;
  readonly chaincode: string;
  /** Bytes as every endorser signed them. */
  readonly responsePayload: Uint8Array;
  readonly endorsements: readonly Endorsement[];
  readonly rwset: readonly NamespaceRwSet[];
  readonly event: { readonly name: string; readonly payload: Uint8Array } | undefined;
}

export function parseTransaction(envelope: Uint8Array): ParsedTransaction {
  return parseTransactionBody(parseEnvelopeHead(envelope));
}

/**
 * Returns the transaction in an envelope, its parts checked against each other in the order of a peer.
 *
 * @throws {InvalidTransaction} UNSUPPORTED_TX_PAYLOAD, BAD_PROPOSAL_TXID, INVALID_ENDORSER_TRANSACTION,
 *   BAD_HEADER_EXTENSION, BAD_RESPONSE_PAYLOAD, BAD_RWSET, INVALID_CHAINCODE or INVALID_OTHER_REASON
 */
export function parseTransactionBody(head: EnvelopeHead): ParsedTransaction {
  if (head.type !== ENDORSER_TRANSACTION) {
    throw new InvalidTransaction(
      Code.UNSUPPORTED_TX_PAYLOAD,
      `envelopes of type ${head.type} are not transactions`,
    );
  }
  if (head.txId !== transactionIdOf(head.nonce, head.creator)) {
    throw new InvalidTransaction(
      Code.BAD_PROPOSAL_TXID,
      'the transaction id does not belong to creator and nonce',
    );
  }
  const { endorsed, response } = decode(Code.INVALID_ENDORSER_TRANSACTION, () => endorsedAction(head));
  const extension = decode(Code.BAD_HEADER_EXTENSION, () =>
    peer.ChaincodeHeaderExtension.deserializeBinary(head.extension),
  );
  const action = decode(Code.BAD_RESPONSE_PAYLOAD, () =>
    peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()),
  );
  const rwset = decode(Code.BAD_RWSET, () => decodeRwSet(action.getResults_asU8()));
  const chaincode = checkedChaincode(extension.getChaincodeId(), action.getChaincodeId());
  return {
    txId: head.txId,
    timestampMs: head.timestampMs,
    chaincode,
    responsePayload: endorsed.getProposalResponsePayload_asU8(),
    endorsements: endorsed.getEndorsementsList().map((each) => ({
      endorser: each.getEndorser_asU8(),
      signature: each.getSignature_asU8(),
    })),
    rwset,
    event: decode(Code.INVALID_OTHER_REASON, () => eventOf(action, chaincode)),
  };
}

/** Returns the only action of the transaction, with the response that was endorsed for this proposal. */
function endorsedAction(head: EnvelopeHead): {
  endorsed: protos.peer.ChaincodeEndorsedAction;
  response: protos.peer.ProposalResponsePayload;
} {
  const [action, ...others] = peer.Transaction.deserializeBinary(head.data).getActionsList();
  if (action === undefined || others.length > 0) throw new Error('a transaction has exactly one action');
  const signatureHeader = common.SignatureHeader.deserializeBinary(action.getHeader_asU8());
  filled(signatureHeader.getCreator_asU8(), 'creator');
  filled(signatureHeader.getNonce_asU8(), 'nonce');
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  if (endorsed === undefined) throw new Error('the action is not endorsed');
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const hash = sha256(
    head.header.getChannelHeader_asU8(),
    action.getHeader_asU8(),
    payload.getChaincodeProposalPayload_asU8(),
  );
  if (!equalBytes(hash, response.getProposalHash_asU8())) throw new Error('the proposal hash does not match');
  return { endorsed, response };
}

function checkedChaincode(
  called: protos.peer.ChaincodeID | undefined,
  ran: protos.peer.ChaincodeID | undefined,
): string {
  if (called === undefined || ran === undefined) {
    throw new InvalidTransaction(Code.INVALID_OTHER_REASON, 'the chaincode is not named');
  }
  if (called.getName() === '' || called.getName() !== ran.getName() || ran.getVersion() === '') {
    throw new InvalidTransaction(
      Code.INVALID_CHAINCODE,
      'the chaincode that ran is not the one that was called',
    );
  }
  return called.getName();
}

function eventOf(action: protos.peer.ChaincodeAction, chaincode: string): ParsedTransaction['event'] {
  const bytes = action.getEvents_asU8();
  if (bytes.length === 0) return undefined;
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  if (event.getChaincodeId() !== chaincode) throw new Error('the event is of another chaincode');
  return { name: event.getEventName(), payload: event.getPayload_asU8() };
}

function filled(bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length === 0) throw new Error(`the ${what} is empty`);
  return bytes;
}

function decode<Result>(code: ValidationCode, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof InvalidTransaction) throw cause;
    throw new InvalidTransaction(code, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
