import { canonicalJson, present, VerificationError } from '@fapiao-ledger/core';
import { checkPolicy, parseTrustFile, Trust, type TrustFile } from '@fapiao-ledger/pki';
import { type Evidence, readEvidence } from '../evidence.js';
import { parseSource, type ReceiptSource } from '../source.js';
import { checkEndorsements, checkLedgerName, checkTime, momentOf } from './attestation.js';
import { checkTotals } from './page.js';
import { Checklist } from './report.js';

/** What was asked of a ledger, and by whose word the answer is believed. */
export interface Question {
  /** Number of the invoice. */
  readonly number: string;
  readonly trust: TrustFile;
  /** By the asker's clock: no answer is of a later time. */
  readonly now: Date;
  /**
   * The answer must be of this moment or later. Absent where the asker put the question to the ledger itself;
   * a gateway could answer with what was true a year ago.
   */
  readonly since?: Date;
}

/** The checks that establish what the ledger said; the others are about the PDF around it. */
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
 * Returns what a ledger answered about the invoice that was asked for, when the organizations of the trust file
 * endorsed it. Whatever a client signs or hands out because of an answer must pass through here first: the gateway
 * that relays answers can write anything into them.
 *
 * @throws {ValidationError} when the trust file is not one
 * @throws {VerificationError} RECEIPT_ATTESTATION, RECEIPT_TOTALS
 */
export function proveSource(source: ReceiptSource, question: Question): Evidence {
  const trust = new Trust(parseTrustFile(question.trust));
  const list = new Checklist();
  // As a verifier will read it out of the file: with nothing in it that has no place there.
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
    throw refusal(`invoice ${number} was asked for, the answer is about ${invoice.number}`);
  if (since !== undefined && momentOf(evidence) < since.getTime() / 1000)
    throw refusal(`the answer about ${number} is as of ${asOf}, older than the question: ask again`);
}

function refusal(message: string): VerificationError {
  return new VerificationError('RECEIPT_ATTESTATION', message);
}
