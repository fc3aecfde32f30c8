/** Answers what a chaincode asks of its peer while it runs a transaction. */
import type { History } from './history.js';
import { encode, ledger, peer, type protos } from './protobuf.js';
import { QueryCursors, type ResultSource } from './query-cursors.js';
import { type RangeScan, SimulationError, type Simulator } from './simulator.js';

type ChaincodeMessage = protos.peer.ChaincodeMessage;
type MessageType = ReturnType<ChaincodeMessage['getType']>;

const { Type } = peer.ChaincodeMessage;
const NOTHING = new Uint8Array();

export class ChaincodeCalls {
  readonly #namespace: string;
  readonly #simulator: Simulator;
  readonly #history: History;
  readonly #cursors = new QueryCursors();

  constructor(namespace: string, simulator: Simulator, history: History) {
    this.#namespace = namespace;
    this.#simulator = simulator;
    this.#history = history;
  }

  /**
   * The payload of the answer.
   * @throws {SimulationError} what the chaincode is told when the call is refused
   */
  answer(type: MessageType, payload: Uint8Array): Uint8Array {
    switch (type) {
      case Type.GET_STATE:
        return this.#getState(peer.GetState.deserializeBinary(payload));
      case Type.PUT_STATE:
        return this.#putState(peer.PutState.deserializeBinary(payload));
      case Type.DEL_STATE:
        return this.#deleteState(peer.DelState.deserializeBinary(payload));
      case Type.GET_STATE_BY_RANGE:
        return this.#getStateByRange(peer.GetStateByRange.deserializeBinary(payload));
      case Type.QUERY_STATE_NEXT:
        return this.#cursors.next(peer.QueryStateNext.deserializeBinary(payload).getId());
      case Type.QUERY_STATE_CLOSE:
        return this.#cursors.close(peer.QueryStateClose.deserializeBinary(payload).getId());
      case Type.GET_HISTORY_FOR_KEY:
        return this.#getHistory(peer.GetHistoryForKey.deserializeBinary(payload));
      case Type.GET_STATE_METADATA:
        return this.#getMetadata(peer.GetStateMetadata.deserializeBinary(payload));
      default:
        throw new SimulationError(refusalOf(type));
    }
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

  /** No key has a policy of its own here, so there is nothing to tell; the read counts all the same. */
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

function refusalOf(type: MessageType): string {
  switch (type) {
    case Type.GET_QUERY_RESULT:
      return 'rich queries need CouchDB behind the peer; this ledger answers key and range queries';
    case Type.INVOKE_CHAINCODE:
      return 'no other chaincode is installed on this ledger';
    case Type.PUT_STATE_METADATA:
      return 'endorsement policies of single keys are not supported by this ledger';
    case Type.GET_PRIVATE_DATA_HASH:
    case Type.PURGE_PRIVATE_DATA:
      return 'the chaincode has no private collections';
    default:
      return `a chaincode cannot send messages of type ${type}`;
  }
}
