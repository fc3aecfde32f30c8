import { CLOCK_SKEW_MAX_SECONDS, canonicalJson, latestMoment, readInstant } from '@fapiao-ledger/core';
import { endorsersOf, type Trust } from '@fapiao-ledger/pki/proofs';
import type { Evidence } from '../evidence.js';
import { refuseUnless } from './report.js';

/** Time of the attestation in seconds. All statements and signatures of a receipt are judged at it. */
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
    `the answer is from chaincode "${chaincode}", not "${file.chaincode}"`,
  );
  return true;
}

/** An attestation cannot be of the future, nor name an event that happened after it. */
export function checkTime(evidence: Evidence, now: Date): true {
  const { asOf, invoice, status } = evidence.attestation;
  const at = momentOf(evidence);
  refuseUnless(
    at <= now.getTime() / 1000 + CLOCK_SKEW_MAX_SECONDS,
    `the attestation is as of ${asOf}, which is in the future`,
  );
  refuseUnless(
    at >= latestMoment(invoice, status),
    `the attestation is as of ${asOf}, but names an event that happened later`,
  );
  return true;
}

/** Returns the endorsers. One bad endorsement among good ones is refused, because the page names them all. */
export function checkEndorsements(evidence: Evidence, trust: Trust): readonly string[] {
  return endorsersOf(evidence, trust, momentOf(evidence));
}

export function checkInvoiceFile(text: string, { attestation }: Evidence): true {
  refuseUnless(
    text === canonicalJson(attestation.invoice),
    'the attached invoice is not the one that is attested',
  );
  return true;
}
