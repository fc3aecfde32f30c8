import type { Identity } from '@fapiao-ledger/pki';
import { Client, connectivityState, credentials } from '@grpc/grpc-js';
import {
  connect,
  type Gateway,
  GatewayError,
  hash,
  type Proposal,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { type FabricConnection, type FabricEndpoint, grpcOptionsOf } from './connection.js';
import { failureOf } from './failure.js';
import { firstAnswer } from './first-answer.js';
import { FabricLedger, type FabricLedgerOptions } from './ledger.js';
import type { EndorsedTransaction, FabricCall, FabricTransport } from './transport.js';

/** Returns the ledger on a Fabric network through the peers' gateway service (@hyperledger/fabric-gateway). */
export function fabricGatewayLedger(
  connection: FabricConnection,
  observer: Identity,
  options: FabricLedgerOptions = {},
): FabricLedger {
  return new FabricLedger(connection, observer, new GatewayTransport(connection), options);
}

const DEADLINES_MS = { evaluate: 15_000, endorse: 15_000, submit: 10_000 };

/** Sends calls to the first peer that answers. One connection per peer serves all identities. */
class GatewayTransport implements FabricTransport {
  readonly #connection: FabricConnection;
  readonly #peers: readonly GatewayPeer[];

  constructor(connection: FabricConnection) {
    this.#connection = connection;
    this.#peers = connection.peers.map((endpoint) => new GatewayPeer(endpoint));
  }

  evaluate(identity: Identity, call: FabricCall): Promise<Uint8Array> {
    return this.#attempt((each) => this.#proposal(each, identity, call).evaluate());
  }

  async endorse(identity: Identity, call: FabricCall): Promise<EndorsedTransaction> {
    const [endorser, transaction] = await this.#attempt(
      async (each) => [each, await this.#proposal(each, identity, call).endorse()] as const,
    );
    const through = (each: GatewayPeer): Transaction =>
      each === endorser ? transaction : each.gatewayOf(identity).newTransaction(transaction.getBytes());
    return {
      transactionId: transaction.getTransactionId(),
      result: Buffer.from(transaction.getResult()).toString('utf8'),
      endorsed: () => endorsementsOf(transaction),
      send: async () => {
        await this.#attempt((each) => through(each).submit());
      },
    };
  }

  close(): void {
    for (const each of this.#peers) each.close();
  }

  /** Calls one peer after another until one answers. This is safe, because a transaction that is submitted twice counts once. */
  async #attempt<Result>(ask: (each: GatewayPeer) => Promise<Result>): Promise<Result> {
    const ready = this.#peers.filter((each) => each.isReady);
    const candidates = [...ready, ...this.#peers.filter((each) => !ready.includes(each))];
    return await firstAnswer(candidates, ask, translated);
  }

  #proposal(each: GatewayPeer, identity: Identity, call: FabricCall): Proposal {
    const contract = each
      .gatewayOf(identity)
      .getNetwork(this.#connection.channel)
      .getContract(call.chaincode);
    const transientData = call.transient && { transientData: { ...call.transient } };
    return contract.newProposal(call.function, { arguments: [...call.args], ...transientData });
  }
}

/** A peer: its connection, and a gateway object per identity. */
class GatewayPeer {
  readonly #client: Client;
  readonly #gateways = new WeakMap<Identity, Gateway>();

  constructor(endpoint: FabricEndpoint) {
    const tls = credentials.createSsl(Buffer.from(endpoint.tlsCa));
    this.#client = new Client(endpoint.address, tls, grpcOptionsOf(endpoint));
  }

  /** Whether the connection is ready. Reading it also makes an idle connection reconnect. */
  get isReady(): boolean {
    return this.#client.getChannel().getConnectivityState(true) === connectivityState.READY;
  }

  gatewayOf(identity: Identity): Gateway {
    const gateway = this.#gateways.get(identity);
    if (gateway !== undefined) return gateway;
    const fresh = connect({
      client: this.#client,
      identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
      // The identity hashes by itself, so it must get the message and not its hash.
      hash: hash.none,
      signer: async (message) => identity.sign(message),
      evaluateOptions: () => ({ deadline: Date.now() + DEADLINES_MS.evaluate }),
      endorseOptions: () => ({ deadline: Date.now() + DEADLINES_MS.endorse }),
      submitOptions: () => ({ deadline: Date.now() + DEADLINES_MS.submit }),
    });
    this.#gateways.set(identity, fresh);
    return fresh;
  }

  close(): void {
    this.#client.close();
  }
}

async function translated<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const details = error.details.map(({ mspId, address, message }) => `${mspId} ${address}: ${message}`);
    throw failureOf(error.code, error.message, details, error);
  }
}

/** Returns the payload that every endorser signed, and the signatures, from the envelope that the gateway prepared. */
function endorsementsOf(transaction: Transaction): ReturnType<EndorsedTransaction['endorsed']> {
  const envelope = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes()).getEnvelope();
  const payload = common.Payload.deserializeBinary(envelope?.getPayload_asU8() ?? new Uint8Array());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
    action?.getPayload_asU8() ?? new Uint8Array(),
  ).getAction();
  return {
    payload: endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
    endorsements: (endorsed?.getEndorsementsList() ?? []).map((each) => ({
      endorser: each.getEndorser_asU8(),
      signature: each.getSignature_asU8(),
    })),
  };
}
