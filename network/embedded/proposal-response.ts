import type { NodeSigner } from './node-signer.js';
import { ownBytes } from './own-bytes.js';
import { build, encode, peer, type protos } from './protobuf.js';
import type { Endorsement } from './transaction.js';

/** From this status on a contract's response is an error, and no peer endorses it. */
export const ERROR_STATUS = 400;

/** Result of a simulation. */
export interface Simulation {
  readonly response: protos.peer.Response;
  /** Bytes of TxReadWriteSet. */
  readonly results: Uint8Array;
  readonly event: protos.peer.ChaincodeEvent | undefined;
}

export interface ResponseContext {
  readonly proposalHash: Uint8Array;
  readonly txId: string;
  readonly chaincode: string;
  readonly version: string;
}

/** Returns the bytes of ProposalResponsePayload, which the endorsers sign and the transaction carries. */
export function encodeResponsePayload(context: ResponseContext, simulation: Simulation): Uint8Array {
  const action = encode(peer.ChaincodeAction, (message) => {
    message.setResults(simulation.results);
    const { event } = simulation;
    if (event !== undefined) message.setEvents(encodeEvent(context, event));
    message.setResponse(simulation.response);
    message.setChaincodeId(
      build(peer.ChaincodeID, (id) => {
        id.setName(context.chaincode);
        id.setVersion(context.version);
      }),
    );
  });
  return encode(peer.ProposalResponsePayload, (message) => {
    message.setProposalHash(context.proposalHash);
    message.setExtension$(action);
  });
}

/** Returns an organization's signature over the payload and over the signer's identity. */
export async function endorsePayload(signer: NodeSigner, payload: Uint8Array): Promise<Endorsement> {
  const signature = await signer.sign(Buffer.concat([payload, signer.identity]));
  return { endorser: signer.identity, signature: ownBytes(signature) };
}

/** Encodes the event. The chaincode names it; the peer adds the chaincode's own name. */
function encodeEvent(context: ResponseContext, event: protos.peer.ChaincodeEvent): Uint8Array {
  return encode(peer.ChaincodeEvent, (message) => {
    message.setChaincodeId(context.chaincode);
    message.setTxId(context.txId);
    message.setEventName(event.getEventName());
    message.setPayload(event.getPayload_asU8());
  });
}
