import { isLowS, VerificationError } from '@fapiao-ledger/core';
import { joined } from './bytes.js';
import { certificateFromPem } from './certificate.js';
import { verifySignature } from './ecdsa.js';
import type { Endorsement, Endorsements } from './endorsed.js';
import type { Trust } from './trust.js';

/**
 * Returns the MSP ids of the organizations that endorsed an answer. One bad endorsement among good ones is refused.
 *
 * @param at time of the answer, seconds since 1970
 * @throws {VerificationError} RECEIPT_ATTESTATION, RECEIPT_CERTIFICATE
 */
export function endorsersOf(
  { payload, endorsements }: Endorsements,
  trust: Trust,
  at: number,
): readonly string[] {
  return endorsements.map((endorsement) => {
    checkEndorsement(endorsement, payload, trust, at);
    return endorsement.mspId;
  });
}

function checkEndorsement(endorsement: Endorsement, payload: Uint8Array, trust: Trust, at: number): void {
  const { mspId, endorser, signature } = endorsement;
  const certificate = certificateFromPem(endorsement.certificate);
  const member = trust.memberOf(certificate, at, mspId);
  refuseUnless(
    member.purpose === 'members' && member.units.includes('peer'),
    `${member.commonName} of ${mspId} is not a peer`,
  );
  refuseUnless(isLowS(signature), `the endorsement of ${mspId} is not strict DER with a low s`);
  const isValid = verifySignature(certificate.publicKey, joined(payload, endorser), signature);
  refuseUnless(isValid, `the endorsement of ${mspId} is not by its peer’s key`);
}

/**
 * Checks that the organizations meet the endorsement policy of the trust file.
 *
 * @throws {VerificationError} RECEIPT_ATTESTATION
 */
export function checkPolicy(endorsedBy: readonly string[], { file: { policy } }: Trust): true {
  const missing = policy.all.filter((mspId) => !endorsedBy.includes(mspId));
  refuseUnless(missing.length === 0, `the endorsement of ${missing.join(', ')} is missing`);
  const isMet = policy.any.length === 0 || policy.any.some((mspId) => endorsedBy.includes(mspId));
  refuseUnless(isMet, `none of ${policy.any.join(', ')} endorsed`);
  return true;
}

function refuseUnless(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new VerificationError('RECEIPT_ATTESTATION', reason);
}
