import { readFileSync } from 'node:fs';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { common, discovery, peer as protos } from '@hyperledger/fabric-protos';
import { serializeIdentity } from '../../serialized-identity.js';
import type { EndpointEntry, NetworkFile } from '../network-file.js';
import { clientIdentity } from '../probe.js';
import { type ProposedCall, signedProposal } from '../proposal.js';
import { SetupError } from '../setup-error.js';

const DEADLINE_MS = 5000;

/** Returns the first answer of a peer. @throws {SetupError} when no peer answers */
export async function askPeers<Answer>(
  { peers }: NetworkFile,
  ask: (peer: EndpointEntry) => Promise<Answer>,
): Promise<Answer> {
  const reasons: string[] = [];
  for (const peer of peers) {
    try {
      return await ask(peer);
    } catch (error) {
      reasons.push(`${peer.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new SetupError(
    `no peer answers (${reasons.join('; ')})`,
    'Repair the failures above; "access denied" means that the peer does not know the client’s MSP or certificate.',
  );
}

/** Returns the names of a peer's channels. @throws {ServiceError} when it does not answer */
export async function channelsOf(network: NetworkFile, peer: EndpointEntry): Promise<readonly string[]> {
  const payload = await answerTo(network, peer, { channel: '', chaincode: 'cscc', args: ['GetChannels'] });
  const channels = protos.ChannelQueryResponse.deserializeBinary(payload);
  return channels.getChannelsList().map((each) => each.getChannelId());
}

/** Returns the last block with a configuration of the channel. @throws {ServiceError} when the peer does not answer */
export async function configBlockOf(network: NetworkFile, peer: EndpointEntry): Promise<common.Block> {
  const { channel } = network.settings;
  const args = ['GetConfigBlock', channel];
  return common.Block.deserializeBinary(await answerTo(network, peer, { channel, chaincode: 'cscc', args }));
}

/** Returns a peer's answer to a query. @throws {ServiceError} when it does not answer; an error when it refuses */
export async function answerTo(
  network: NetworkFile,
  peer: EndpointEntry,
  call: ProposedCall,
): Promise<Uint8Array> {
  const { proposal } = signedProposal(clientIdentity(network), call);
  const client = new protos.EndorserClient(peer.address, tlsOf(peer), optionsOf(peer));
  const answer = await unary<protos.ProposalResponse>((options, done) =>
    client.processProposal(proposal, options, done),
  ).finally(() => client.close());
  const response = answer.getResponse();
  if (response?.getStatus() !== 200) throw new Error(response?.getMessage());
  return response.getPayload_asU8();
}

/** Returns what a peer has discovered. @throws {ServiceError} when it does not answer */
export async function discover(
  network: NetworkFile,
  peer: EndpointEntry,
  query: discovery.Query,
): Promise<discovery.QueryResult> {
  const identity = clientIdentity(network);
  query.setChannel(network.settings.channel);
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(serializeIdentity(identity));
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([query]);
  const signed = new discovery.SignedRequest();
  signed.setPayload(request.serializeBinary());
  signed.setSignature(identity.sign(signed.getPayload_asU8()));
  const client = new discovery.DiscoveryClient(peer.address, tlsOf(peer), optionsOf(peer));
  const answer = await unary<discovery.Response>((options, done) =>
    client.discover(signed, options, done),
  ).finally(() => client.close());
  return answer.getResultsList()[0] ?? new discovery.QueryResult();
}

function tlsOf({ tlsCa }: EndpointEntry): ReturnType<typeof credentials.createSsl> {
  return credentials.createSsl(readFileSync(tlsCa));
}

/** Blocks may be larger than the 4 MiB that gRPC takes without this. */
function optionsOf({ tlsName }: EndpointEntry): Record<string, string | number> {
  return { 'grpc.ssl_target_name_override': tlsName, 'grpc.max_receive_message_length': -1 };
}

function unary<Response>(
  call: (
    options: { deadline: number },
    done: (error: ServiceError | null, response?: Response) => void,
  ) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call({ deadline: Date.now() + DEADLINE_MS }, (error, response) =>
      response === undefined ? reject(error) : resolve(response),
    );
  });
}
