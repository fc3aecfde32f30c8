import { X509Certificate } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import { readAuthorityCertificate } from '../../ca/index.js';
import { STAFF, STAFF_POLICY, STAFF_RESOURCES } from '../access.js';
import { membersOf } from '../network-file.js';
import { askPeers, configBlockOf } from './ask-peers.js';
import { type ChannelAccess, readChannelAccess } from './channel-access.js';
import { type Check, failed, type Trouble } from './finding.js';
import type { Subject } from './subject.js';

const { ADMIN, CLIENT } = msp.MSPRole.MSPRoleType;
const CURE = 'Change the channel as docs/fabric.md says under "Who reads blocks".';

/** Checks that peers answer only officers, operators, auditors and administrators, and no taxpayer. */
export const access: Check = {
  name: 'access',
  whenFine: 'blocks, queries and proposals are for staff, and no MSP knows an authority of taxpayers',
  look: async (subject) => {
    const block = await askPeers(subject.network, (peer) => configBlockOf(subject.network, peer));
    const access = readChannelAccess(block);
    return [...staffTroubles(access), ...authorityTroubles(subject, access)];
  },
};

/** Finds what lets callers other than staff ask a peer: an ACL, the policy it names, or an organization's own policy. */
export function staffTroubles(access: ChannelAccess): readonly Trouble[] {
  return [...aclTroubles(access), ...channelPolicyTroubles(access), ...policyTroubles(access)];
}

function channelPolicyTroubles({ memberPolicyOf }: ChannelAccess): readonly Trouble[] {
  if (memberPolicyOf(STAFF) === STAFF) return [];
  return [failed(`the policy ${STAFF_POLICY} does not stand for the policies ${STAFF} of the members`, CURE)];
}

function aclTroubles({ acls }: ChannelAccess): readonly Trouble[] {
  const others = STAFF_RESOURCES.filter((resource) => acls.get(resource) !== STAFF_POLICY);
  if (others.length === 0) return [];
  return [failed(`the ACLs of ${others.join(', ')} do not name ${STAFF_POLICY}`, CURE)];
}

function policyTroubles({ members }: ChannelAccess): readonly Trouble[] {
  const isStaff = (role: number): boolean => role === ADMIN || role === CLIENT;
  return members.flatMap(({ mspId, rolesIn }) => {
    if (rolesIn(STAFF)?.every(isStaff)) return [];
    return [failed(`the policy ${STAFF} of ${mspId} admits more than its clients and administrators`, CURE)];
  });
}

function authorityTroubles({ network, paths }: Subject, { authorities }: ChannelAccess): readonly Trouble[] {
  const keys = new Set(authorities.map(keyOf));
  return membersOf(paths.home, network).flatMap(({ mspId, taxpayers }) => {
    if (!keys.has(keyOf(readAuthorityCertificate(taxpayers)))) return [];
    const cure = `Take it out of the channel, and make ${mspId} another authority for taxpayers: those that it certified can read every block.`;
    return [failed(`an MSP of the channel names the authority by which ${mspId} certifies taxpayers`, cure)];
  });
}

/** Compares keys, because another certificate of the same key has the same owners. */
function keyOf(pem: string): string {
  return new X509Certificate(pem).publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}
