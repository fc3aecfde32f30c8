import { readFileSync } from 'node:fs';
import type { ChannelOptions } from '@grpc/grpc-js';
import type { EndpointEntry, NetworkFile } from '../network-file.js';

/** A peer or an orderer, and the facts that check its TLS certificate. */
export interface FabricEndpoint {
  readonly name: string;
  readonly mspId: string;
  /** host:port */
  readonly address: string;
  /** Name in its TLS certificate. */
  readonly tlsName: string;
  /** PEM of the authority that signed its TLS certificate. */
  readonly tlsCa: string;
}

/** The endpoints of a Fabric network. Peers are in order of preference: the first that answers is used. */
export interface FabricConnection {
  readonly channel: string;
  readonly chaincode: string;
  readonly peers: readonly FabricEndpoint[];
  readonly orderers: readonly FabricEndpoint[];
}

/** @param mspId organization whose peers come first */
export function connectionOf(network: NetworkFile, mspId: string): FabricConnection {
  const { channel, chaincode } = network.settings;
  const own = network.peers.filter((peer) => peer.mspId === mspId);
  const others = network.peers.filter((peer) => peer.mspId !== mspId);
  return {
    channel,
    chaincode,
    peers: [...own, ...others].map(endpointOf),
    orderers: network.orderers.map(endpointOf),
  };
}

function endpointOf({ name, mspId, address, tlsName, tlsCa }: EndpointEntry): FabricEndpoint {
  return { name, mspId, address, tlsName, tlsCa: readFileSync(tlsCa, 'utf8') };
}

/**
 * gRPC options of every connection. Without keep-alive a client does not notice a connection that a firewall or a dead
 * machine has dropped. Peers must allow a ping every 20 s.
 */
export const GRPC_OPTIONS = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 3000,
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
} as const satisfies ChannelOptions;

export function grpcOptionsOf(endpoint: FabricEndpoint): ChannelOptions {
  return { ...GRPC_OPTIONS, 'grpc.ssl_target_name_override': endpoint.tlsName };
}
