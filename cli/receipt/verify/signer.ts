import { attributeOf, type Certificate } from '@fapiao-ledger/core';
import type { Member, Trust } from '@fapiao-ledger/pki';
import { isIssuedBy } from '@fapiao-ledger/pki';
import type { Evidence } from '../evidence.js';
import type { SignatureFacts } from '../signature/cms.js';
import { momentOf } from './attestation.js';
import { Checklist, refuseUnless, type SignerFacts } from './report.js';

/** Checks that the signer's certificate leads to an authority of the trust file at the time of the attestation. */
export function checkSignerPath({ signer, chain }: SignatureFacts, evidence: Evidence, trust: Trust): Member {
  const member = trust.memberOf(signer, momentOf(evidence));
  const [issuer] = chain;
  refuseUnless(
    issuer !== undefined && trust.knows(issuer),
    'the signature does not carry its issuer’s trusted certificate',
  );
  const isChain = chain.every(
    (certificate, index) => index === 0 || isIssuedBy(chain[index - 1] as typeof certificate, certificate),
  );
  refuseUnless(isChain, 'the certificates in the signature do not lead from one to the next');
  return member;
}

/** Checks that the signer is a platform's operator or the seller, of an organization that may endorse. */
export function checkSignerRole(
  member: Member,
  { attestation }: Evidence,
  { file: { policy } }: Trust,
): SignerFacts {
  const role = attributeOf(member.attributes, 'role') ?? '';
  const isParticipant = [...policy.all, ...policy.any].includes(member.mspId);
  refuseUnless(isParticipant, `${member.mspId} is not in the endorsement policy`);
  const isOperator = role === 'operator' && member.purpose === 'members';
  const isSeller =
    role === 'taxpayer' &&
    member.purpose === 'taxpayers' &&
    attributeOf(member.attributes, 'taxpayer.id') === attestation.invoice.seller.code;
  refuseUnless(isOperator || isSeller, `the signer must be an operator or the seller, not "${role}"`);
  return { mspId: member.mspId, commonName: member.commonName, role };
}

/**
 * Returns the authority, PEM, through which verifiers trust a signer on a receipt of this answer.
 *
 * @throws {VerificationError} RECEIPT_CERTIFICATE when no verifier with this trust file would accept the signer
 */
export function requireSigner(signer: Certificate, evidence: Evidence, trust: Trust): string {
  const at = momentOf(evidence);
  const list = new Checklist();
  const member = list.check('signer-path', [signer], (certificate) => trust.memberOf(certificate, at));
  list.check('signer-role', [member, evidence, trust], checkSignerRole);
  list.requireAllPassed();
  return trust.issuerOf(signer, at);
}
