import type { Identity } from '@fapiao-ledger/pki';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import type { LedgerBlock } from '../../ledger-client.js';
import { newHeader, signedEnvelope } from '../header.js';
import { decodeBlock } from './block-decoder.js';
import { type FabricConnection, type FabricEndpoint, grpcOptionsOf } from './connection.js';

/** A source of blocks. `newest` begins with the newest block. */
export interface BlockSource {
  /** Yields blocks in order, without an end. @throws when the connection is lost; the caller opens again after its last block */
  open(from: bigint | 'newest', signal: AbortSignal): AsyncIterable<LedgerBlock>;
}

/** Last block of a subscription without an end. Keep-alive ends a dead connection. */
const FOREVER = Number.MAX_SAFE_INTEGER;

type DeliverStream = ClientDuplexStream<common.Envelope, peer.DeliverResponse>;

/** Reads blocks from the peers' event service. When a peer fails, it uses the next one. */
export class PeerBlockSource implements BlockSource {
  readonly #connection: FabricConnection;
  readonly #observer: Identity;
  #turn = 0;

  constructor(connection: FabricConnection, observer: Identity) {
    this.#connection = connection;
    this.#observer = observer;
  }

  async *open(from: bigint | 'newest', signal: AbortSignal): AsyncIterable<LedgerBlock> {
    const { peers, chaincode } = this.#connection;
    const endpoint = peers[this.#turn++ % peers.length];
    if (endpoint === undefined) throw new RangeError('the connection names no peer');
    const client = deliverClient(endpoint);
    const stream: DeliverStream = client.deliver();
    // A stream that is ended on purpose emits an error, also when it has no reader any more.
    stream.on('error', () => {});
    const cancel = (): void => stream.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      stream.write(this.#seek(from));
      for await (const response of stream as AsyncIterable<peer.DeliverResponse>) {
        yield decodeBlock(blockOf(response, endpoint), chaincode);
      }
      throw new Error(`${endpoint.name} ended the stream of blocks`);
    } finally {
      signal.removeEventListener('abort', cancel);
      stream.cancel();
      client.close();
    }
  }

  #seek(from: bigint | 'newest'): common.Envelope {
    const info = new orderer.SeekInfo();
    info.setStart(from === 'newest' ? newest() : numbered(Number(from)));
    info.setStop(numbered(FOREVER));
    info.setBehavior(orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY);
    const type = common.HeaderType.DELIVER_SEEK_INFO;
    const { header } = newHeader(this.#observer, { type, channel: this.#connection.channel });
    return signedEnvelope(this.#observer, header, info.serializeBinary());
  }
}

function deliverClient(endpoint: FabricEndpoint): peer.DeliverClient {
  const tls = credentials.createSsl(Buffer.from(endpoint.tlsCa));
  return new peer.DeliverClient(endpoint.address, tls, grpcOptionsOf(endpoint));
}

function blockOf(response: peer.DeliverResponse, endpoint: FabricEndpoint): common.Block {
  const block = response.getBlock();
  if (block !== undefined) return block;
  throw new Error(`${endpoint.name} delivers no blocks: status ${response.getStatus()}`);
}

function newest(): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  position.setNewest(new orderer.SeekNewest());
  return position;
}

function numbered(number: number): orderer.SeekPosition {
  const specified = new orderer.SeekSpecified();
  specified.setNumber(number);
  const position = new orderer.SeekPosition();
  position.setSpecified(specified);
  return position;
}
