import type { Client } from 'fabric-common';
import type { FabricConnection, FabricEndpoint } from './connection.js';

/** Returns a connection in the form that fabric-network reads. */
export function connectionProfile({ channel, peers, orderers }: FabricConnection): Record<string, unknown> {
  const organizations = [...new Set(peers.map(({ mspId }) => mspId))];
  const entry = (endpoint: FabricEndpoint): unknown => ({
    url: `grpcs://${endpoint.address}`,
    tlsCACerts: { pem: endpoint.tlsCa },
    grpcOptions: { 'ssl-target-name-override': endpoint.tlsName },
  });
  return {
    name: channel,
    version: '1.0',
    organizations: Object.fromEntries(
      organizations.map((mspId) => [
        mspId,
        { mspid: mspId, peers: peers.filter((peer) => peer.mspId === mspId).map(({ name }) => name) },
      ]),
    ),
    peers: Object.fromEntries(peers.map((peer) => [peer.name, entry(peer)])),
    orderers: Object.fromEntries(orderers.map((orderer) => [orderer.name, entry(orderer)])),
    channels: {
      [channel]: { peers: peers.map(({ name }) => name), orderers: orderers.map(({ name }) => name) },
    },
  };
}

export function endpointOptions(peer: FabricEndpoint): Parameters<Client['newEndpoint']>[0] {
  return { url: `grpcs://${peer.address}`, pem: peer.tlsCa, 'ssl-target-name-override': peer.tlsName };
}
