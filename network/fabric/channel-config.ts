import type { Organization } from '../organization.js';
import { channelAcls, STAFF, STAFF_ROLES } from './access.js';
import type { Paths } from './paths.js';
import { BLOCK_KIB_MAX, type FabricSettings } from './settings.js';
import { HOST, type OrdererNode, type Topology } from './topology.js';

/** Name of the one profile in configtx.yaml. */
export const CHANNEL_PROFILE = 'Fapiao';

/** The channel's first configuration for configtxgen: members and consenters, policies, and limits of blocks. */
export function channelConfig(paths: Paths, settings: FabricSettings, topology: Topology): unknown {
  const [ordering, ...members] = topology.organizations.map((each) =>
    organizationConfig(paths, topology, each),
  );
  return {
    Profiles: {
      [CHANNEL_PROFILE]: {
        Policies: implicitPolicies(),
        Capabilities: { V2_0: true },
        Orderer: ordererSection(paths, settings, topology, ordering),
        Application: {
          Organizations: members,
          ACLs: channelAcls(),
          Policies: {
            ...implicitPolicies(),
            [STAFF]: { Type: 'ImplicitMeta', Rule: `ANY ${STAFF}` },
            Endorsement: { Type: 'ImplicitMeta', Rule: 'MAJORITY Endorsement' },
            LifecycleEndorsement: { Type: 'ImplicitMeta', Rule: 'MAJORITY Endorsement' },
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}

function implicitPolicies(): Record<'Readers' | 'Writers' | 'Admins', unknown> {
  return {
    Readers: { Type: 'ImplicitMeta', Rule: 'ANY Readers' },
    Writers: { Type: 'ImplicitMeta', Rule: 'ANY Writers' },
    Admins: { Type: 'ImplicitMeta', Rule: 'MAJORITY Admins' },
  };
}

function ordererSection(
  paths: Paths,
  settings: FabricSettings,
  topology: Topology,
  ordering: unknown,
): unknown {
  return {
    OrdererType: 'etcdraft',
    BatchTimeout: `${settings.batchTimeoutMs}ms`,
    BatchSize: {
      MaxMessageCount: 500,
      AbsoluteMaxBytes: `${BLOCK_KIB_MAX} KB`,
      PreferredMaxBytes: `${settings.blockKib} KB`,
    },
    EtcdRaft: { Consenters: topology.orderers.map((orderer) => consenter(paths, orderer)) },
    Organizations: [ordering],
    Policies: { ...implicitPolicies(), BlockValidation: { Type: 'ImplicitMeta', Rule: 'ANY Writers' } },
    Capabilities: { V2_0: true },
  };
}

/** Raft members know each other by exactly these certificates. */
function consenter(paths: Paths, orderer: OrdererNode): unknown {
  const certificate = paths.node(orderer.name, 'tls', 'cert.pem');
  return { Host: HOST, Port: orderer.port, ClientTLSCert: certificate, ServerTLSCert: certificate };
}

/** An organization in the channel's configuration: its roots, its policies, and the addresses of its peers. */
export function organizationConfig(paths: Paths, topology: Topology, organization: Organization): unknown {
  const { mspId } = organization;
  const common = {
    Name: mspId,
    ID: mspId,
    MSPDir: paths.organization(organization.key, 'msp'),
  };
  if (organization.kind === 'orderer') {
    const endpoints = topology.orderers.map((orderer) => `${HOST}:${orderer.port}`);
    return { ...common, Policies: memberPolicies(mspId, 'member'), OrdererEndpoints: endpoints };
  }
  const anchors = topology.peers
    .filter((peer) => peer.organization.key === organization.key)
    .map((peer) => ({ Host: HOST, Port: peer.port }));
  const staff = signaturePolicy(mspId, STAFF_ROLES);
  return {
    ...common,
    Policies: { ...memberPolicies(mspId, 'client'), [STAFF]: staff },
    AnchorPeers: anchors,
  };
}

function memberPolicies(mspId: string, writer: 'client' | 'member'): Record<string, unknown> {
  return {
    Readers: signaturePolicy(mspId, ['member']),
    Writers: signaturePolicy(mspId, ['admin', writer]),
    Admins: signaturePolicy(mspId, ['admin']),
    Endorsement: signaturePolicy(mspId, ['peer']),
  };
}

function signaturePolicy(mspId: string, roles: readonly string[]): unknown {
  return { Type: 'Signature', Rule: `OR(${roles.map((role) => `'${mspId}.${role}'`).join(',')})` };
}
