import { messageOf } from '@fapiao-ledger/core';
import { common, millisecondsOf, peer, type protos } from '../embedded/protobuf.js';
import { decodeRwSet, type NamespaceRwSet } from '../embedded/rwset.js';
import { codeName } from '../embedded/validation-code.js';
import {
  type DocumentSize,
  type MemberView,
  memberView,
  NoBlock,
  type StateValueView,
  shown,
  stateValueView,
} from './values.js';

/**
 * A transaction of a block with all that its bytes say: a call of a contract, or another kind of envelope with the length of its
 * data. Nothing in it is verified: `audit` does that.
 */
export type TransactionView = Placed &
  (Unreadable | (Head & (CallView | Unreadable | { readonly bytes: number })));

interface Placed {
  readonly position: number;
  /** The peer's verdict. */
  readonly validationCode: string;
}

interface Head {
  readonly id: string;
  readonly type: string;
  readonly channel: string;
  readonly time: string;
  /** Null in the first block of a channel, which its creator does not sign. */
  readonly creator: MemberView | null;
}

/** A part of a transaction that is not what Fabric prescribes. */
interface Unreadable {
  readonly unreadable: string;
  readonly base64: string;
}

interface CallView {
  readonly contract: { readonly name: string; readonly version: string };
  readonly function: unknown;
  readonly arguments: readonly unknown[];
  readonly response: { readonly status: number; readonly message: string; readonly payload: unknown };
  readonly reads: readonly unknown[];
  readonly ranges: readonly unknown[];
  readonly writes: readonly WriteView[];
  readonly event: { readonly name: string; readonly payload: unknown } | null;
  readonly endorsers: readonly MemberView[];
}

export type WriteView = { readonly namespace: string; readonly key: string } & StateValueView;

/**
 * Returns a transaction as its envelope says it. A part that cannot be read is there as base64.
 * @param size of the documents of the block
 * @throws {NoBlock} as `DocumentSize`
 */
export function transactionView(
  envelope: Uint8Array,
  position: number,
  code: number,
  size: DocumentSize,
): TransactionView {
  const placed = { position, validationCode: codeName(code) };
  try {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(envelope).getPayload_asU8(),
    );
    const head = headIn(payload);
    const data = payload.getData_asU8();
    return { ...placed, ...head, ...(head.type === CALL ? callIn(data, size) : { bytes: data.length }) };
  } catch (error) {
    if (error instanceof NoBlock) throw error;
    return { ...placed, ...unreadable(envelope, error) };
  }
}

const CALL = 'ENDORSER_TRANSACTION';

function headIn(payload: protos.common.Payload): Head {
  const header = payload.getHeader() ?? new common.Header();
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signature = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const type = channel.getType();
  const creator = signature.getCreator_asU8();
  return {
    id: channel.getTxId(),
    type: TYPES.get(type) ?? `TYPE_${type}`,
    channel: channel.getChannelId(),
    time: new Date(millisecondsOf(channel.getTimestamp())).toISOString(),
    creator: creator.length === 0 ? null : memberView(creator),
  };
}

const TYPES = new Map<number, string>(
  Object.entries(common.HeaderType).map(([name, value]) => [value, name]),
);

function callIn(data: Uint8Array, size: DocumentSize): CallView | Unreadable {
  try {
    return callView(data, size);
  } catch (error) {
    if (error instanceof NoBlock) throw error;
    return unreadable(data, error);
  }
}

function callView(data: Uint8Array, size: DocumentSize): CallView {
  const { args, endorsed } = actionIn(data);
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const sets = decodeRwSet(action.getResults_asU8());
  const [name = new Uint8Array(), ...more] = args;
  return {
    contract: contractIn(action),
    function: valueIn(name),
    arguments: more.map(valueIn),
    response: responseIn(action),
    reads: sets.flatMap(({ namespace, reads }) =>
      reads.map(({ key, version }) => ({ namespace, key, version: version ?? null })),
    ),
    ranges: sets.flatMap(rangesView),
    writes: writesIn(sets, size),
    event: eventView(action.getEvents_asU8()),
    endorsers: endorsed.getEndorsementsList().map((each) => memberView(each.getEndorser_asU8())),
  };
}

function contractIn(action: protos.peer.ChaincodeAction): CallView['contract'] {
  const id = action.getChaincodeId() ?? new peer.ChaincodeID();
  return { name: id.getName(), version: id.getVersion() };
}

function responseIn(action: protos.peer.ChaincodeAction): CallView['response'] {
  const response = action.getResponse() ?? new peer.Response();
  return {
    status: response.getStatus(),
    message: response.getMessage(),
    payload: valueIn(response.getPayload_asU8()),
  };
}

/** Returns the arguments of the call, the function first, and what was endorsed. */
function actionIn(data: Uint8Array): {
  readonly args: readonly Uint8Array[];
  readonly endorsed: protos.peer.ChaincodeEndorsedAction;
} {
  const [action] = peer.Transaction.deserializeBinary(data).getActionsList();
  const payload = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  );
  const proposed = peer.ChaincodeProposalPayload.deserializeBinary(
    payload.getChaincodeProposalPayload_asU8(),
  );
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(proposed.getInput_asU8());
  const endorsed = payload.getAction();
  if (endorsed === undefined) throw new Error('the transaction has no endorsed action');
  return { args: invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [], endorsed };
}

function rangesView({ namespace, ranges }: NamespaceRwSet): unknown[] {
  return ranges.map((range) => ({
    namespace,
    start: range.getStartKey(),
    end: range.getEndKey(),
    isExhausted: range.getItrExhausted(),
  }));
}

function writesIn(sets: readonly NamespaceRwSet[], size: DocumentSize): WriteView[] {
  return sets.flatMap(({ namespace, writes }) =>
    writes.map(({ key, value }) => ({ namespace, key, ...stateValueView(key, value, size) })),
  );
}

function eventView(bytes: Uint8Array): CallView['event'] {
  if (bytes.length === 0) return null;
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  return { name: event.getEventName(), payload: valueIn(event.getPayload_asU8()) };
}

/** Returns JSON as its value, so that it is part of the document; else text or base64. */
function valueIn(bytes: Uint8Array): unknown {
  const form = shown(bytes);
  if ('json' in form) return form.json;
  return 'text' in form ? form.text : form;
}

function unreadable(bytes: Uint8Array, error: unknown): Unreadable {
  return { unreadable: messageOf(error), base64: Buffer.from(bytes).toString('base64') };
}
