import { readFileSync } from 'node:fs';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { EndpointEntry, NetworkFile } from './network-file.js';
import { signedProposal } from './proposal.js';

const DEADLINE_MS = 10_000;

/**
 * Asks one peer to collect endorsements for a call that every contract answers. It succeeds when the peer knows enough
 * neighbors to meet the endorsement policy, and their contracts run: from then on an invoice can be issued.
 */
export async function endorsementWorks(network: NetworkFile, target: EndpointEntry): Promise<boolean> {
  const { channel, chaincode } = network.settings;
  const { proposal, transactionId } = signedProposal(clientIdentity(network), {
    channel,
    chaincode,
    args: ['org.hyperledger.fabric:GetMetadata'],
  });
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

/** Returns the first client. @throws {RangeError} when there is none */
export function clientIdentity(network: NetworkFile): Identity {
  const [client] = network.clients;
  if (client === undefined) throw new RangeError('the network has no client identity');
  return identityFromPem(
    client.mspId,
    readFileSync(client.certificate, 'utf8'),
    readFileSync(client.privateKey, 'utf8'),
  );
}
