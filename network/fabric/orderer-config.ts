import type { Paths } from './paths.js';
import { HOST, type OrdererNode } from './topology.js';

/**
 * Returns an orderer's orderer.yaml. There is no system channel: orderers join the channel through the participation
 * API, whose port demands a certificate of the ordering organization.
 */
export function ordererConfig(paths: Paths, orderer: OrdererNode): unknown {
  const folder = (...rest: string[]): string => paths.node(orderer.name, ...rest);
  const tls = {
    Enabled: true,
    Certificate: folder('tls', 'cert.pem'),
    PrivateKey: folder('tls', 'key.pem'),
    RootCAs: [folder('tls', 'ca.pem')],
  };
  return {
    General: {
      ListenAddress: HOST,
      ListenPort: orderer.port,
      BootstrapMethod: 'none',
      LocalMSPID: orderer.organization.mspId,
      LocalMSPDir: folder('msp'),
      TLS: tls,
      Keepalive: { ServerMinInterval: '10s', ServerInterval: '2h', ServerTimeout: '20s' },
      Cluster: { SendBufferSize: 100, ClientCertificate: tls.Certificate, ClientPrivateKey: tls.PrivateKey },
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: folder('data') },
    Consensus: { WALDir: folder('raft', 'wal'), SnapDir: folder('raft', 'snapshots') },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Admin: {
      ListenAddress: `${HOST}:${orderer.adminPort}`,
      TLS: { ...tls, ClientAuthRequired: true, ClientRootCAs: tls.RootCAs },
    },
    Operations: {
      ListenAddress: `${HOST}:${orderer.operationsPort}`,
      TLS: { ...tls, ClientAuthRequired: false, ClientRootCAs: tls.RootCAs },
    },
    Metrics: { Provider: 'prometheus' },
  };
}
