import { gossip, discovery as protos } from '@hyperledger/fabric-protos';
import { askPeers, discover } from './ask-peers.js';
import { hostAndPort } from './connecting.js';
import { type Check, failed, type Trouble } from './finding.js';
import type { Subject } from './subject.js';

/** Checks that nodes announce addresses that clients on other machines can use. */
export const discovery: Check = {
  name: 'discovery',
  whenFine: 'nodes announce the addresses by which clients reach them',
  look: async (subject) => [...(await peerTroubles(subject)), ...(await ordererTroubles(subject))],
};

async function peerTroubles({ network }: Subject): Promise<readonly Trouble[]> {
  const query = new protos.Query();
  query.setPeerQuery(new protos.PeerMembershipQuery());
  const members = (await askPeers(network, (peer) => discover(network, peer, query))).getMembers();
  const announced = (mspId: string): readonly string[] =>
    (members?.getPeersByOrgMap().get(mspId)?.getPeersList() ?? []).map(endpointOf);
  return network.peers.flatMap(({ name, mspId, address }) => {
    const wrong = announced(mspId).find((each) => isLocal(each) && !isLocal(address));
    if (wrong === undefined) return [];
    const cure = `Set peer.gossip.externalEndpoint of ${name} to ${address} (and asLocalhost to false in clients), then restart it.`;
    return [failed(`peers of ${mspId} announce themselves as ${wrong}, useless on other machines`, cure)];
  });
}

async function ordererTroubles({ network }: Subject): Promise<readonly Trouble[]> {
  const query = new protos.Query();
  query.setConfigQuery(new protos.ConfigQuery());
  const config = (await askPeers(network, (peer) => discover(network, peer, query))).getConfigResult();
  const announced = [...(config?.getOrderersMap().entries() ?? [])].flatMap(([, endpoints]) =>
    endpoints.getEndpointList().map((each) => `${each.getHost()}:${each.getPort()}`),
  );
  const wrong = announced.find(isLocal);
  if (wrong === undefined || network.orderers.some(({ address }) => isLocal(address))) return [];
  const cure = 'Replace OrdererEndpoints of the ordering organization by a channel update.';
  return [failed(`the channel names ${wrong} as an orderer, useless on other machines`, cure)];
}

function endpointOf(peer: protos.Peer): string {
  const envelope = peer.getMembershipInfo()?.getPayload_asU8() ?? new Uint8Array();
  return gossip.GossipMessage.deserializeBinary(envelope).getAliveMsg()?.getMembership()?.getEndpoint() ?? '';
}

/** Returns whether an address means the machine on which it is used. */
function isLocal(address: string): boolean {
  return /^(localhost|127\..*|::1)$/.test(address === '' ? '' : hostAndPort(address).host);
}
