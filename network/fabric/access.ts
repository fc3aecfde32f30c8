/**
 * The channel's policy `Staff`, which says who may ask a peer for blocks and answers: clients certified by an
 * organization's authority for members (officers, operators, auditors), and its administrators. Peers read blocks from
 * orderers and from each other under `Readers`. Taxpayers are certified by an authority that no MSP names.
 */
export const STAFF = 'Staff';

/** Fabric's roles, by node OU, that an organization's `Staff` has. */
export const STAFF_ROLES = ['admin', 'client'] as const;

/** Services of a peer, by the names of Fabric's ACLs. Fabric's own policies for them are Readers and Writers. */
export const STAFF_RESOURCES = [
  'peer/Propose',
  'peer/ChaincodeToChaincode',
  'event/Block',
  'event/FilteredBlock',
  'qscc/GetChainInfo',
  'qscc/GetBlockByNumber',
  'qscc/GetBlockByHash',
  'qscc/GetTransactionByID',
  'qscc/GetBlockByTxID',
  'cscc/GetConfigBlock',
  'cscc/GetChannelConfig',
  'gateway/CommitStatus',
  'gateway/ChaincodeEvents',
  '_lifecycle/CheckCommitReadiness',
  '_lifecycle/CommitChaincodeDefinition',
  '_lifecycle/QueryChaincodeDefinition',
  '_lifecycle/QueryChaincodeDefinitions',
] as const;

/** Policy of the channel that an ACL names for `Staff`. */
export const STAFF_POLICY = `/Channel/Application/${STAFF}`;

/** The policies as configtx.yaml has them. */
export function channelAcls(): Record<string, string> {
  return Object.fromEntries(STAFF_RESOURCES.map((resource) => [resource, STAFF_POLICY]));
}
