import { present } from '@fapiao-ledger/core';
import { common, msp, peer } from '@hyperledger/fabric-protos';

type ConfigGroup = common.ConfigGroup;

/** The part of a channel's configuration that says who may ask its peers. */
export interface ChannelAccess {
  /** Policy by resource. */
  readonly acls: ReadonlyMap<string, string>;
  /** Policy of the members for which a policy of the application stands; undefined for any other kind of policy. */
  readonly memberPolicyOf: (policy: string) => string | undefined;
  readonly members: readonly MemberAccess[];
  /** Authorities that the MSPs of members and orderers name, PEM. */
  readonly authorities: readonly string[];
}

interface MemberAccess {
  readonly mspId: string;
  /** Fabric's roles in a policy of the organization by its name; undefined when it has none, or one of another kind. */
  readonly rolesIn: (policy: string) => readonly number[] | undefined;
}

/** @throws when the block holds no configuration of a channel */
export function readChannelAccess(block: common.Block): ChannelAccess {
  const envelope = common.Envelope.deserializeBinary(
    block.getData()?.getDataList_asU8()[0] ?? new Uint8Array(),
  );
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  const groups = config?.getChannelGroup()?.getGroupsMap();
  const application = groups?.get('Application');
  if (application === undefined) throw new Error('the block holds no configuration of a channel');
  const organizations = [application, groups?.get('Orderer')].flatMap(organizationsOf);
  return {
    acls: aclsOf(application),
    memberPolicyOf: (policy) => memberPolicyOf(application, policy),
    members: organizationsOf(application).map(([mspId, group]) => ({
      mspId,
      rolesIn: (policy) => rolesIn(group, policy),
    })),
    authorities: organizations.flatMap(([, group]) => authoritiesOf(group)),
  };
}

function organizationsOf(group: ConfigGroup | undefined): [string, ConfigGroup][] {
  return group === undefined ? [] : [...entriesOf(group.getGroupsMap())];
}

function aclsOf(application: ConfigGroup): ReadonlyMap<string, string> {
  const value = application.getValuesMap().get('ACLs')?.getValue_asU8() ?? new Uint8Array();
  const acls = entriesOf(peer.ACLs.deserializeBinary(value).getAclsMap());
  return new Map([...acls].map(([resource, policy]) => [resource, policy.getPolicyRef()]));
}

/** Yields the entries of a map. Its `toArray` gives the fields of the messages instead of the messages. */
function* entriesOf<Value>(map: {
  keys(): { next(): { done?: boolean; value?: string } };
  get(key: string): Value | undefined;
}): Iterable<[string, Value]> {
  const keys = map.keys();
  for (let key = keys.next(); key.done !== true; key = keys.next()) {
    const name = present(key.value, 'a key');
    yield [name, present(map.get(name), name)];
  }
}

function authoritiesOf(organization: ConfigGroup): readonly string[] {
  const value = organization.getValuesMap().get('MSP')?.getValue_asU8() ?? new Uint8Array();
  const fabric = msp.FabricMSPConfig.deserializeBinary(
    msp.MSPConfig.deserializeBinary(value).getConfig_asU8(),
  );
  const certificates = [...fabric.getRootCertsList_asU8(), ...fabric.getIntermediateCertsList_asU8()];
  return certificates.map((each) => Buffer.from(each).toString('utf8'));
}

function memberPolicyOf(application: ConfigGroup, name: string): string | undefined {
  const policy = application.getPoliciesMap().get(name)?.getPolicy();
  if (policy?.getType() !== common.Policy.PolicyType.IMPLICIT_META) return undefined;
  return common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8()).getSubPolicy();
}

function rolesIn(organization: ConfigGroup, name: string): readonly number[] | undefined {
  const policy = organization.getPoliciesMap().get(name)?.getPolicy();
  if (policy?.getType() !== common.Policy.PolicyType.SIGNATURE) return undefined;
  const { identitiesList } = common.SignaturePolicyEnvelope.deserializeBinary(
    policy.getValue_asU8(),
  ).toObject();
  return identitiesList.map(({ principal, principalClassification }) =>
    principalClassification === msp.MSPPrincipal.Classification.ROLE
      ? msp.MSPRole.deserializeBinary(Buffer.from(principal as string, 'base64')).getRole()
      : -1,
  );
}
