import {
  CLOCK_SKEW_MAX_SECONDS,
  canonicalJson,
  isLowS,
  latestMoment,
  readInstant,
} from '@fapiao-ledger/chaincode/core';
import type { Endorsed, Endorsement } from '../endorsed.js';
import type { Evidence } from '../evidence.js';
import { certificateFromPem } from '../signature/certificate.js';
import { verifySignature } from '../signature/ecdsa.js';
import { refuseUnless } from './report.js';
import type { Trust } from './trust.js';

/** Seconds: the moment for which everything in a receipt is said and signed. */
export function momentOf({ attestation }: Evidence): number {
  return readInstant(attestation.asOf) ?? Number.NaN;
}

export function checkLedgerName({ attestation, chaincode }: Evidence, { file }: Trust): true {
  refuseUnless(
    attestation.channel === file.channel,
    `the attestation is of channel "${attestation.channel}", not "${file.channel}"`,
  );
  refuseUnless(
    chaincode === file.chaincode,
    `the answer is by chaincode "${chaincode}", not "${file.chaincode}"`,
  );
  return true;
}

/** Nobody can have said today what is so tomorrow, nor at a time what happened after it. */
export function checkTime(evidence: Evidence, now: Date): true {
  const { asOf, invoice, status } = evidence.attestation;
  const at = momentOf(evidence);
  refuseUnless(
    at <= now.getTime() / 1000 + CLOCK_SKEW_MAX_SECONDS,
    `the attestation is as of ${asOf}, which is still to come`,
  );
  refuseUnless(
    at >= latestMoment(invoice, status),
    `the attestation is as of ${asOf}, and names something that happened later`,
  );
  return true;
}

/** Organisations that endorsed. One bad endorsement among good ones is refused too: the page names them all. */
export function checkEndorsements(evidence: Evidence, trust: Trust): readonly string[] {
  return endorsersOf(evidence, trust, momentOf(evidence));
}

/** The same for any endorsed answer. @param at for which the answer is given, seconds */
export function endorsersOf(
  { payload, endorsements }: Endorsed,
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
  const isValid = verifySignature(certificate.publicKey, Buffer.concat([payload, endorser]), signature);
  refuseUnless(isValid, `the endorsement of ${mspId} is not by its peer’s key`);
}

export function checkPolicy(endorsedBy: readonly string[], { file: { policy } }: Trust): true {
  const missing = policy.all.filter((mspId) => !endorsedBy.includes(mspId));
  refuseUnless(missing.length === 0, `the endorsement of ${missing.join(', ')} is missing`);
  const isMet = policy.any.length === 0 || policy.any.some((mspId) => endorsedBy.includes(mspId));
  refuseUnless(isMet, `none of ${policy.any.join(', ')} endorsed`);
  return true;
}

export function checkInvoiceFile(text: string, { attestation }: Evidence): true {
  refuseUnless(
    text === canonicalJson(attestation.invoice),
    'the attached invoice is not the one that is attested',
  );
  return true;
}
