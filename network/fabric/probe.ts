import { readFileSync } from 'node:fs';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { common, gateway, peer as protos } from '@hyperledger/fabric-protos';
import { type Identity, identityFromPem } from '../identity.js';
import { newHeader } from './header.js';
import type { EndpointEntry, NetworkFile } from './network-file.js';

const DEADLINE_MS = 10_000;

/**
 * Asks one peer to gather endorsements for a call that every contract answers. It succeeds when the peer
 * knows enough of its neighbours to meet the endorsement policy, and their contracts run: from
 * then on an invoice can be issued.
 */
export async function endorsementWorks(network: NetworkFile, target: EndpointEntry): Promise<boolean> {
  const { channel, chaincode } = network.settings;
  const { proposal, transactionId } = signedProposal(clientIdentity(network), channel, chaincode);
  const request = new gateway.EndorseRequest();
  request.setChannelId(channel);
  request.setTransactionId(transactionId);
  request.setProposedTransaction(proposal);
  const client = new gateway.GatewayClient(
    target.address,
    credentials.createSsl(readFileSync(target.tlsCa)),
    {
      'grpc.ssl_target_name_override': target.tlsName,
    },
  );
  try {
    await new Promise<void>((resolve, reject) => {
      const options = { deadline: Date.now() + DEADLINE_MS };
      client.endorse(request, options, (error: ServiceError | null) => (error ? reject(error) : resolve()));
    });
    return true;
  } finally {
    client.close();
  }
}

function clientIdentity(network: NetworkFile): Identity {
  const [client] = network.clients;
  if (client === undefined) throw new RangeError('the network has no client identity');
  return identityFromPem(
    client.mspId,
    readFileSync(client.certificate, 'utf8'),
    readFileSync(client.privateKey, 'utf8'),
  );
}

function signedProposal(
  identity: Identity,
  channel: string,
  chaincode: string,
): { proposal: protos.SignedProposal; transactionId: string } {
  const extension = new protos.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(chaincode));
  const type = common.HeaderType.ENDORSER_TRANSACTION;
  const { header, transactionId } = newHeader(identity, {
    type,
    channel,
    extension: extension.serializeBinary(),
  });
  const proposal = new protos.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(metadataCall(chaincode).serializeBinary());
  const signed = new protos.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(identity.sign(signed.getProposalBytes_asU8()));
  return { proposal: signed, transactionId };
}

function metadataCall(chaincode: string): protos.ChaincodeProposalPayload {
  const input = new protos.ChaincodeInput();
  input.setArgsList([Buffer.from('org.hyperledger.fabric:GetMetadata')]);
  const spec = new protos.ChaincodeSpec();
  spec.setType(protos.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const invocation = new protos.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new protos.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload;
}

function chaincodeId(name: string): protos.ChaincodeID {
  const id = new protos.ChaincodeID();
  id.setName(name);
  return id;
}
