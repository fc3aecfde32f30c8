import { common, msp, peer } from '@hyperledger/fabric-protos';
import { describe, expect, test } from 'vitest';
import { channelAcls, STAFF } from '../../network/fabric/access.ts';
import { staffTroubles } from '../../network/fabric/doctor/access.ts';
import { readChannelAccess } from '../../network/fabric/doctor/channel-access.ts';

const { ADMIN, CLIENT, MEMBER } = msp.MSPRole.MSPRoleType;
const { IMPLICIT_META, SIGNATURE } = common.Policy.PolicyType;

interface Access {
  /** Which policy of the members the channel's policy for staff stands for. */
  readonly staff: string | undefined;
  /** Roles in the policy of the one member. */
  readonly roles: readonly (typeof ADMIN | typeof CLIENT | typeof MEMBER)[];
  readonly acls: Readonly<Record<string, string>>;
}

function policyOf(type: typeof IMPLICIT_META | typeof SIGNATURE, value: Uint8Array): common.ConfigPolicy {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(value);
  const entry = new common.ConfigPolicy();
  entry.setPolicy(policy);
  return entry;
}

function signedBy(roles: Access['roles']): common.ConfigPolicy {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setIdentitiesList(
    roles.map((each) => {
      const role = new msp.MSPRole();
      role.setRole(each);
      const principal = new msp.MSPPrincipal();
      principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
      principal.setPrincipal(role.serializeBinary());
      return principal;
    }),
  );
  return policyOf(SIGNATURE, envelope.serializeBinary());
}

function standingFor(subPolicy: string): common.ConfigPolicy {
  const meta = new common.ImplicitMetaPolicy();
  meta.setSubPolicy(subPolicy);
  meta.setRule(common.ImplicitMetaPolicy.Rule.ANY);
  return policyOf(IMPLICIT_META, meta.serializeBinary());
}

function aclsOf(acls: Access['acls']): common.ConfigValue {
  const message = new peer.ACLs();
  for (const [resource, policy] of Object.entries(acls)) {
    const resourceOf = new peer.APIResource();
    resourceOf.setPolicyRef(policy);
    message.getAclsMap().set(resource, resourceOf);
  }
  const value = new common.ConfigValue();
  value.setValue(message.serializeBinary());
  return value;
}

/** The configuration of a channel, in the block that peers hand out. */
function blockOf({ staff, roles, acls }: Access): common.Block {
  const member = new common.ConfigGroup();
  member.getPoliciesMap().set(STAFF, signedBy(roles));
  const application = new common.ConfigGroup();
  application.getGroupsMap().set('PlatformMSP', member);
  application.getValuesMap().set('ACLs', aclsOf(acls));
  if (staff !== undefined) application.getPoliciesMap().set(STAFF, standingFor(staff));
  const channel = new common.ConfigGroup();
  channel.getGroupsMap().set('Application', application);
  const config = new common.Config();
  config.setChannelGroup(channel);
  const configuration = new common.ConfigEnvelope();
  configuration.setConfig(config);
  const payload = new common.Payload();
  payload.setData(configuration.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const block = new common.Block();
  block.setData(data);
  return block;
}

const GOOD: Access = { staff: STAFF, roles: [ADMIN, CLIENT], acls: channelAcls() };

function textsOf(access: Access): readonly string[] {
  return staffTroubles(readChannelAccess(blockOf(access))).map(({ finding }) => finding);
}

describe('a channel', () => {
  test('that is for staff alone is well', () => {
    expect(textsOf(GOOD)).toEqual([]);
  });

  test.each<[string, Partial<Access>, RegExp]>([
    ['an ACL', { acls: { ...channelAcls(), 'event/Block': '/Channel/Application/Readers' } }, /event\/Block/],
    ['the roles of a member', { roles: [ADMIN, MEMBER] }, /policy Staff of PlatformMSP/],
    ['what its policy stands for', { staff: 'Readers' }, /policy \/Channel\/Application\/Staff/],
    ['a policy that is not there', { staff: undefined }, /policy \/Channel\/Application\/Staff/],
  ])('is opened to others by %s', (_, change, expected) => {
    expect(textsOf({ ...GOOD, ...change })).toEqual([expect.stringMatching(expected)]);
  });
});
