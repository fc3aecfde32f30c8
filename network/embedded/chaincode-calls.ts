/** Answers the calls of a chaincode while it runs a transaction. */
import type { History } from './history.js';
import { encode, ledger, peer, type protos } from './protobuf.js';
import { QueryCursors, type ResultSource } from './query-cursors.js';
import { type RangeScan, SimulationError, type Simulator } from './simulator.js';

type ChaincodeMessage = protos.peer.ChaincodeMessage;
type MessageType = ReturnType<ChaincodeMessage['getType']>;

const { Type } = peer.ChaincodeMessage;
const NOTHING = new Uint8Array();

/** Calls that this peer cannot serve, with the error that the chaincode receives. */
const REFUSALS: ReadonlyMap<MessageType, string> = new Map<MessageType, string>([
  [
    Type.GET_QUERY_RESULT,
    'rich queries need CouchDB behind the peer; this ledger answers key and range queries',
  ],
  [Type.INVOKE_CHAINCODE, 'no other chaincode is installed on this ledger'],
  [Type.PUT_STATE_METADATA, 'endorsement policies of single keys are not supported by this ledger'],
  [Type.GET_PRIVATE_DATA_HASH, 'the chaincode has no private collections'],
  [Type.PURGE_PRIVATE_DATA, 'the chaincode has no private collections'],
]);

export class ChaincodeCalls {
  readonly #namespace: string;
  readonly #simulator: Simulator;
  readonly #history: History;
  readonly #cursors = new QueryCursors();
  readonly #answers: ReadonlyMap<MessageType, (payload: Uint8Array) => Uint8Array>;

  constructor(namespace: string, simulator: Simulator, history: History) {
    this.#namespace = namespace;
    this.#simulator = simulator;
    this.#history = history;
    this.#answers = new Map<MessageType, (payload: Uint8Array) => Uint8Array>([
      [Type.GET_STATE, (payload) => this.#getState(peer.GetState.deserializeBinary(payload))],
      [Type.PUT_STATE, (payload) => this.#putState(peer.PutState.deserializeBinary(payload))],
      [Type.DEL_STATE, (payload) => this.#deleteState(peer.DelState.deserializeBinary(payload))],
      [
        Type.GET_STATE_BY_RANGE,
        (payload) => this.#getStateByRange(peer.GetStateByRange.deserializeBinary(payload)),
      ],
      [
        Type.QUERY_STATE_NEXT,
        (payload) => this.#cursors.next(peer.QueryStateNext.deserializeBinary(payload).getId()),
      ],
      [
        Type.QUERY_STATE_CLOSE,
        (payload) => this.#cursors.close(peer.QueryStateClose.deserializeBinary(payload).getId()),
      ],
      [
        Type.GET_HISTORY_FOR_KEY,
        (payload) => this.#getHistory(peer.GetHistoryForKey.deserializeBinary(payload)),
      ],
      [
        Type.GET_STATE_METADATA,
        (payload) => this.#getMetadata(peer.GetStateMetadata.deserializeBinary(payload)),
      ],
    ]);
  }

  /**
   * Returns the payload of the answer.
   * @throws {SimulationError} the error that the chaincode receives when the call is refused
   */
  answer(type: MessageType, payload: Uint8Array): Uint8Array {
    const answer = this.#answers.get(type);
    if (answer !== undefined) return answer(payload);
    throw new SimulationError(REFUSALS.get(type) ?? `a chaincode cannot send messages of type ${type}`);
  }

  #getState(call: protos.peer.GetState): Uint8Array {
    refuseCollection(call.getCollection());
    return this.#simulator.get(this.#namespace, call.getKey()) ?? NOTHING;
  }

  #putState(call: protos.peer.PutState): Uint8Array {
    refuseCollection(call.getCollection());
    this.#simulator.put(this.#namespace, call.getKey(), call.getValue_asU8());
    return NOTHING;
  }

  #deleteState(call: protos.peer.DelState): Uint8Array {
    refuseCollection(call.getCollection());
    this.#simulator.put(this.#namespace, call.getKey(), undefined);
    return NOTHING;
  }

  #getStateByRange(call: protos.peer.GetStateByRange): Uint8Array {
    refuseCollection(call.getCollection());
    const page = peer.QueryMetadata.deserializeBinary(call.getMetadata_asU8());
    const start = page.getBookmark() || call.getStartkey();
    if (page.getPagesize() === 0 && page.getBookmark() === '') {
      return this.#cursors.open(
        this.#entries(this.#simulator.range(this.#namespace, start, call.getEndkey())),
      );
    }
    const scan = this.#simulator.paginatedRange(this.#namespace, start, call.getEndkey());
    return this.#cursors.page(this.#entries(scan), page.getPagesize());
  }

  #getHistory(call: protos.peer.GetHistoryForKey): Uint8Array {
    return this.#cursors.open(this.#history.of(this.#namespace, call.getKey()));
  }

  /** Notes the read and returns nothing, because no key has a policy of its own here. */
  #getMetadata(call: protos.peer.GetStateMetadata): Uint8Array {
    refuseCollection(call.getCollection());
    this.#simulator.get(this.#namespace, call.getKey());
    return new peer.StateMetadataResult().serializeBinary();
  }

  #entries(scan: RangeScan): ResultSource {
    const namespace = this.#namespace;
    return {
      next: () => {
        const entry = scan.next();
        if (entry === undefined) return undefined;
        return encode(ledger.queryresult.KV, (result) => {
          result.setNamespace(namespace);
          result.setKey(entry.key);
          result.setValue(entry.value);
        });
      },
      bookmark: () => scan.peek()?.key ?? '',
    };
  }
}

function refuseCollection(name: string): void {
  if (name !== '') throw new SimulationError(`the chaincode has no private collection named ${name}`);
}
