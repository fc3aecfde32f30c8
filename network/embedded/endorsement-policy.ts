/** Endorsement policies in Fabric's own structure: built, evaluated, and stored on the ledger. */
import type { NodeOu } from '../ca/index.js';
import { build, common, msp, plainBytes, type protos } from './protobuf.js';

export type SignaturePolicy = protos.common.SignaturePolicyEnvelope;
type Rule = protos.common.SignaturePolicy;
type Principal = protos.msp.MSPPrincipal;

const { MSPRoleType } = msp.MSPRole;
const NODE_ROLES: Readonly<Record<NodeOu, number>> = {
  client: MSPRoleType.CLIENT,
  peer: MSPRoleType.PEER,
  admin: MSPRoleType.ADMIN,
  orderer: MSPRoleType.ORDERER,
};

/** The part of a signer that a policy reads. */
export interface Signer {
  readonly mspId: string;
  readonly ou: NodeOu;
}

/** Returns the policy that demands a peer of each of these organizations. */
export function allPeersOf(mspIds: readonly string[]): SignaturePolicy {
  return build(common.SignaturePolicyEnvelope, (policy) => {
    policy.setIdentitiesList(mspIds.map(peerOf));
    policy.setRule(
      build(common.SignaturePolicy, (rule) => {
        rule.setNOutOf(
          build(common.SignaturePolicy.NOutOf, (gate) => {
            gate.setN(mspIds.length);
            gate.setRulesList(
              mspIds.map((_, at) => build(common.SignaturePolicy, (each) => each.setSignedBy(at))),
            );
          }),
        );
      }),
    );
  });
}

function peerOf(mspId: string): Principal {
  return build(msp.MSPPrincipal, (principal) => {
    principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
    const role = build(msp.MSPRole, (message) => {
      message.setMspIdentifier(mspId);
      message.setRole(MSPRoleType.PEER);
    });
    principal.setPrincipal(plainBytes(role.serializeBinary()));
  });
}

/**
 * Returns whether the signers meet the policy. Each signer counts for one place at most, and the branches of a gate are
 * tried in their order, as on a peer.
 */
export function isSatisfied(policy: SignaturePolicy, signers: readonly Signer[]): boolean {
  const rule = policy.getRule();
  if (rule === undefined) return false;
  return meets(rule, policy.getIdentitiesList(), signers, new Set()) !== undefined;
}

/** Returns the signers used when the rule is met; undefined when it is not. */
function meets(
  rule: Rule,
  principals: readonly Principal[],
  signers: readonly Signer[],
  used: ReadonlySet<Signer>,
): ReadonlySet<Signer> | undefined {
  const gate = rule.getNOutOf();
  if (gate === undefined) {
    if (!rule.hasSignedBy()) return undefined;
    const principal = principals[rule.getSignedBy()];
    const signer = signers.find(
      (each) => !used.has(each) && principal !== undefined && isOf(each, principal),
    );
    return signer === undefined ? undefined : new Set([...used, signer]);
  }
  let taken = used;
  let met = 0;
  for (const branch of gate.getRulesList()) {
    const after = meets(branch, principals, signers, taken);
    if (after === undefined) continue;
    taken = after;
    met += 1;
  }
  return met >= gate.getN() ? taken : undefined;
}

function isOf(signer: Signer, principal: Principal): boolean {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) return false;
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  if (role.getMspIdentifier() !== signer.mspId) return false;
  return role.getRole() === MSPRoleType.MEMBER || role.getRole() === NODE_ROLES[signer.ou];
}
