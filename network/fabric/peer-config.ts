import type { Paths } from './paths.js';
import type { FabricSettings } from './settings.js';
import { HOST, type PeerNode } from './topology.js';

/**
 * Returns a peer's core.yaml: the values that differ from Fabric's defaults, and the keys that have none. Fabric reads
 * any of them from the environment too (`CORE_PEER_ADDRESS` for `peer.address`).
 */
export function peerConfig(paths: Paths, settings: FabricSettings, peer: PeerNode): unknown {
  return {
    peer: {
      id: peer.name,
      networkId: settings.channel,
      localMspId: peer.organization.mspId,
      mspConfigPath: paths.node(peer.name, 'msp'),
      fileSystemPath: paths.node(peer.name, 'data'),
      ...addresses(peer),
      tls: tlsOf(paths, peer),
      gossip: gossipOf(peer),
      // Clients ping every 20 s to notice a dead peer; without this the peer closes their connections.
      keepalive: { minInterval: '10s', client: { interval: '60s', timeout: '20s' } },
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '10s' },
      deliveryclient: { blockGossipEnabled: false, reConnectBackoffThreshold: '5s' },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
      handlers: HANDLERS,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      client: { connTimeout: '3s' },
    },
    // Empty, because there is no Docker and the peer's health check must not wait for it.
    vm: { endpoint: '' },
    chaincode: chaincodeOf(paths),
    ledger: ledgerOf(paths, peer),
    operations: { listenAddress: `${HOST}:${peer.operationsPort}`, tls: operationsTls(paths, peer.name) },
    metrics: { provider: 'prometheus' },
  };
}

const HANDLERS = {
  authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }],
  decorators: [{ name: 'DefaultDecorator' }],
  endorsers: { escc: { name: 'DefaultEndorsement' } },
  validators: { vscc: { name: 'DefaultValidation' } },
};

function addresses(peer: PeerNode): Record<string, string> {
  const address = `${HOST}:${peer.port}`;
  const chaincodeAddress = `${HOST}:${peer.chaincodeListenPort}`;
  return { listenAddress: address, address, chaincodeListenAddress: chaincodeAddress, chaincodeAddress };
}

function tlsOf(paths: Paths, peer: PeerNode): unknown {
  const file = (name: string): { file: string } => ({ file: paths.node(peer.name, 'tls', name) });
  return { enabled: true, cert: file('cert.pem'), key: file('key.pem'), rootcert: file('ca.pem') };
}

/**
 * Every peer is its own leader: it takes blocks from the orderers itself, none from its neighbors. Gossip then only
 * finds out which peers are alive. Fabric's intervals suit large networks: with them a network of ours would need half
 * a minute after a start before it could endorse.
 */
function gossipOf(peer: PeerNode): unknown {
  const address = `${HOST}:${peer.port}`;
  return {
    bootstrap: address,
    endpoint: address,
    externalEndpoint: address,
    useLeaderElection: false,
    orgLeader: true,
    state: { enabled: false },
    pvtData: SHARED_WITHIN_ORGANIZATION,
    aliveTimeInterval: '1s',
    aliveExpirationTimeout: '8s',
    reconnectInterval: '2s',
    requestStateInfoInterval: '1s',
    publishStateInfoInterval: '1s',
  };
}

/**
 * An approval is private to the peers of its organization, and is the only private data. With a second peer it must be
 * pushed, which fails without these settings. A peer that came later fetches what it has missed.
 */
const SHARED_WITHIN_ORGANIZATION = {
  pushAckTimeout: '3s',
  reconciliationEnabled: true,
  reconcileBatchSize: 10,
  reconcileSleepInterval: '5s',
  implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
};

function chaincodeOf(paths: Paths): unknown {
  return {
    mode: 'net',
    externalBuilders: [
      { name: 'fapiao', path: paths.builder(), propagateEnvironment: ['FAPIAO_CHAINCODE_CONNECTIONS'] },
    ],
    installTimeout: '60s',
    startuptimeout: '60s',
    executetimeout: '30s',
    // fabric-shim 2.5.8 ends the process when a peer sends it a keep-alive message.
    keepalive: 0,
    system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
    logging: { level: 'info', shim: 'warning' },
  };
}

function ledgerOf(paths: Paths, peer: PeerNode): unknown {
  return {
    state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
    history: { enableHistoryDatabase: true },
    snapshots: { rootDir: paths.node(peer.name, 'snapshots') },
  };
}

/** The port shows health to every caller, and metrics only to a caller with a certificate of the organization. */
function operationsTls(paths: Paths, node: string): unknown {
  const file = (name: string): string => paths.node(node, 'tls', name);
  return {
    enabled: true,
    cert: { file: file('cert.pem') },
    key: { file: file('key.pem') },
    clientAuthRequired: false,
    clientRootCAs: { files: [file('ca.pem')] },
  };
}
