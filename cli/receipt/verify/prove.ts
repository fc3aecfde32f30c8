import { canonicalJson, present, VerificationError } from '@fapiao-ledger/core';
import { checkPolicy, parseTrustFile, Trust, type TrustFile } from '@fapiao-ledger/pki/proofs';
import { type Evidence, readEvidence } from '../evidence.js';
import { parseSource, type ReceiptSource } from '../source.js';
import { checkEndorsements, checkLedgerName, checkTime, momentOf } from './attestation.js';
import { Checklist } from './report.js';
import { checkTotals } from './totals.js';

/** A question to a ledger, and the trust file by which its answer is judged. */
export interface Question {
  /** Number of the invoice. */
  readonly number: string;
  readonly trust: TrustFile;
  /** Time by the caller's clock. An answer of a later time is refused. */
  readonly now: Date;
  /** Earliest time of the answer: a gateway could repeat an old one. Absent when the caller asked the ledger itself. */
  readonly since?: Date;
}

/** Checks that establish the ledger's answer. The others concern the PDF around it. */
export interface LedgersWord {
  readonly endorsedBy: readonly string[] | undefined;
  readonly isPolicyMet: true | undefined;
}

/** Makes the checks `ledger-name` to `endorsement-policy`. */
export function checkLedgersWord(
  list: Checklist,
  evidence: Evidence | undefined,
  trust: Trust,
  now: Date,
): LedgersWord {
  list.check('ledger-name', [evidence, trust], checkLedgerName);
  list.check('attestation-time', [evidence, now], checkTime);
  const endorsedBy = list.check('endorsements', [evidence, trust], checkEndorsements);
  const isPolicyMet = list.check('endorsement-policy', [endorsedBy, trust], checkPolicy);
  return { endorsedBy, isPolicyMet };
}

/**
 * Returns the ledger's answer about an invoice, when the organizations of the trust file endorsed it. A client must pass
 * every answer through this function before it signs or discloses anything because of it: the gateway that relays
 * answers can write anything into them.
 *
 * @throws {ValidationError} when the trust file is not one
 * @throws {VerificationError} RECEIPT_ATTESTATION, RECEIPT_TOTALS
 */
export function proveSource(source: ReceiptSource, question: Question): Evidence {
  const trust = new Trust(parseTrustFile(question.trust));
  const list = new Checklist();
  // Reads the source as a verifier reads it out of the file, so that it has no unknown fields.
  const evidence = list.check('attestation-form', [source], (its) =>
    readEvidence(parseSource(canonicalJson(its))),
  );
  checkLedgersWord(list, evidence, trust, question.now);
  list.check('totals', [evidence], checkTotals);
  list.requireAllPassed();
  const proven = present(evidence, 'the evidence that passed its check');
  requireAnswerTo(question, proven);
  return proven;
}

function requireAnswerTo({ number, since }: Question, evidence: Evidence): void {
  const { asOf, invoice } = evidence.attestation;
  if (invoice.number !== number)
    throw refusal(`the answer is about invoice ${invoice.number} instead of ${number}`);
  if (since !== undefined && momentOf(evidence) < since.getTime() / 1000)
    throw refusal(`the answer about ${number} is as of ${asOf}, older than the question: ask again`);
}

function refusal(message: string): VerificationError {
  return new VerificationError('RECEIPT_ATTESTATION', message);
}
