import { present } from '@fapiao-ledger/core';
import {
  AUDITOR,
  BUREAU,
  endorses,
  ORDERER,
  type Organization,
  PLATFORM,
  PLATFORM_2,
} from '../organization.js';
import type { FabricSettings, Profile } from './settings.js';

export interface OrdererNode {
  readonly name: string;
  readonly organization: Organization;
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
}

export interface PeerNode {
  readonly name: string;
  readonly organization: Organization;
  readonly port: number;
  /** Port for chaincode that dials in. Ours is dialed by the peer, so nothing uses it. */
  readonly chaincodeListenPort: number;
  readonly operationsPort: number;
  /** First of five ports for chaincode servers. The sequence number of a definition selects one. */
  readonly chaincodeBasePort: number;
}

/** The processes of a network, and their ports. */
export interface Topology {
  readonly organizations: readonly Organization[];
  readonly orderers: readonly OrdererNode[];
  readonly peers: readonly PeerNode[];
  /** MSP ids of the platforms, any of which may endorse beside the bureau. */
  readonly platforms: readonly string[];
}

/** Address of all nodes. To spread them over hosts, see docs/fabric.md. */
export const HOST = '127.0.0.1';

/** Name in every certificate, because TLS wants a name besides the address. */
export const TLS_NAME = 'localhost';

const PROFILES: Record<Profile, { orderers: number; members: readonly Organization[] }> = {
  small: { orderers: 1, members: [BUREAU, PLATFORM] },
  full: { orderers: 3, members: [BUREAU, PLATFORM, PLATFORM_2, AUDITOR] },
  member: { orderers: 0, members: [] },
};

const PORTS_PER_NODE = 10;
const FIRST_PEER_OFFSET = 100;
/** Number of ports of each peer for contract servers. */
export const CHAINCODE_PORTS = 5;

export function topologyOf(
  settings: Pick<FabricSettings, 'profile' | 'basePort' | 'joined' | 'platforms'>,
): Topology {
  const { orderers, members } = PROFILES[settings.profile];
  const owners = [...members, ...(settings.joined ?? [])];
  const organizations = new Map(owners.map((organization) => [organization.key, organization]));
  return {
    organizations: [...(orderers > 0 ? [ORDERER] : []), ...organizations.values()],
    orderers: Array.from({ length: orderers }, (_, index) => ordererNode(settings.basePort, index)),
    peers: owners.map((organization, index) => {
      const earlier = owners.slice(0, index).filter(({ key }) => key === organization.key).length;
      return peerNode(settings.basePort, organization, index, earlier);
    }),
    platforms:
      settings.platforms ?? members.filter(({ kind }) => kind === 'platform').map(({ mspId }) => mspId),
  };
}

/** Returns the first peer. Every network has one. */
export function firstPeerOf({ peers: [first] }: Topology): PeerNode {
  return present(first, 'the first peer of the network');
}

/** Returns the peers that run the contract and endorse: all except the auditor's. */
export function endorsersOf(topology: Topology): readonly PeerNode[] {
  return topology.peers.filter(({ organization }) => endorses(organization));
}

/** Policy: the bureau and any one platform. A platform with an altered contract can issue nothing alone. */
export function endorsementPolicyOf(topology: Topology): string {
  const anyPlatform = topology.platforms.map((mspId) => `'${mspId}.peer'`).join(',');
  return `AND('${BUREAU.mspId}.peer',OR(${anyPlatform}))`;
}

/** Returns the port of a contract server of one peer; the sequence number of a definition is its slot. */
export function chaincodePortOf(peer: PeerNode, slot: number): number {
  return peer.chaincodeBasePort + (slot % CHAINCODE_PORTS);
}

function ordererNode(basePort: number, index: number): OrdererNode {
  const port = basePort + PORTS_PER_NODE * index;
  return {
    name: `orderer${index + 1}`,
    organization: ORDERER,
    port,
    adminPort: port + 1,
    operationsPort: port + 2,
  };
}

/** Makes a peer. @param earlier number of the organization's peers before it */
function peerNode(basePort: number, organization: Organization, index: number, earlier: number): PeerNode {
  const port = basePort + FIRST_PEER_OFFSET + PORTS_PER_NODE * index;
  return {
    name: `peer-${organization.key}${earlier === 0 ? '' : `-${earlier + 1}`}`,
    organization,
    port,
    chaincodeListenPort: port + 1,
    operationsPort: port + 2,
    chaincodeBasePort: port + 3,
  };
}
