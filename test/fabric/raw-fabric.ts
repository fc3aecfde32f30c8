import type { FabricEndpoint } from '@fapiao-ledger/network/fabric/client/connection';
import { grpcOptionsOf } from '@fapiao-ledger/network/fabric/client/connection';
import type { Identity } from '@fapiao-ledger/pki';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { type common, gateway, msp, peer } from '@hyperledger/fabric-protos';

/** A Fabric peer without any client library: takes proposals that its caller built and signed. */
export class RawFabric {
  readonly #channel: string;
  readonly #endorser: peer.EndorserClient;
  readonly #gateway: gateway.GatewayClient;

  constructor(channel: string, endpoint: FabricEndpoint) {
    const tls = credentials.createSsl(Buffer.from(endpoint.tlsCa));
    this.#channel = channel;
    this.#endorser = new peer.EndorserClient(endpoint.address, tls, grpcOptionsOf(endpoint));
    this.#gateway = new gateway.GatewayClient(endpoint.address, tls, grpcOptionsOf(endpoint));
  }

  /** What one peer says to a proposal. */
  propose(proposal: peer.SignedProposal): Promise<peer.ProposalResponse> {
    return unary((done) => this.#endorser.processProposal(proposal, done));
  }

  /** The envelope with as many endorsements as the policy asks for; its sender has to sign it. */
  async endorse(proposal: peer.SignedProposal, transactionId: string): Promise<common.Envelope> {
    const request = new gateway.EndorseRequest();
    request.setChannelId(this.#channel);
    request.setTransactionId(transactionId);
    request.setProposedTransaction(proposal);
    const response = await unary<gateway.EndorseResponse>((done) => this.#gateway.endorse(request, done));
    return response.getPreparedTransaction() as common.Envelope;
  }

  async order(identity: Identity, envelope: common.Envelope, transactionId: string): Promise<void> {
    envelope.setSignature(identity.sign(envelope.getPayload_asU8()));
    const request = new gateway.SubmitRequest();
    request.setChannelId(this.#channel);
    request.setTransactionId(transactionId);
    request.setPreparedTransaction(envelope);
    await unary((done) => this.#gateway.submit(request, done));
  }

  /** Waits for the block. @returns the number of the validation code */
  async verdict(identity: Identity, transactionId: string): Promise<number> {
    const creator = new msp.SerializedIdentity();
    creator.setMspid(identity.mspId);
    creator.setIdBytes(Buffer.from(identity.certificate));
    const request = new gateway.CommitStatusRequest();
    request.setChannelId(this.#channel);
    request.setTransactionId(transactionId);
    request.setIdentity(creator.serializeBinary());
    const signed = new gateway.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(identity.sign(signed.getRequest_asU8()));
    const response = await unary<gateway.CommitStatusResponse>((done) =>
      this.#gateway.commitStatus(signed, done),
    );
    return response.getResult();
  }

  close(): void {
    this.#endorser.close();
    this.#gateway.close();
  }
}

function unary<Response>(
  call: (done: (error: ServiceError | null, response?: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (response === undefined ? reject(error) : resolve(response)));
  });
}
