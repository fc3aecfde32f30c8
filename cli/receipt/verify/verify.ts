import { type Evidence, readEvidence } from '../evidence.js';
import { parseSource, type ReceiptSource } from '../source.js';
import { checkInvoiceFile } from './attestation.js';
import {
  checkCoverage,
  checkSize,
  findSignature,
  readAttachment,
  readContainer,
  readObjects,
  readVersion,
} from './container.js';

export { FILE_SIZE_MAX } from './container.js';

import { parseTrustFile, Trust, type TrustFile } from '@fapiao-ledger/pki';
import { checkPage } from './page.js';
import { checkLedgersWord } from './prove.js';
import { Checklist, type ReceiptFacts, type ReceiptReport } from './report.js';
import { checkDigest, checkSignatureValue, readSignature } from './signature.js';
import { checkSignerPath, checkSignerRole } from './signer.js';
import { checkTotals } from './totals.js';

/**
 * Verifies a receipt offline: it is one unaltered file, its signer may sign receipts, the ledger's organizations vouch
 * for the invoice in it, and its pages show that invoice. The function never throws on a receipt, however broken: the
 * report has the reasons. It says nothing of what happened to the invoice after the attestation's time; only the ledger
 * can.
 *
 * @param now by the verifier's clock: a receipt of a later time is refused
 * @throws {ValidationError} when the trust file is not one
 */
export function verifyReceipt(pdf: Uint8Array, trustFile: TrustFile, now: Date): ReceiptReport {
  const trust = new Trust(parseTrustFile(trustFile));
  const list = new Checklist();

  const file = list.check('file-size', [pdf], checkSize);
  const objects = list.check('one-revision', [file], readObjects);
  const version = list.check('known-version', [objects], readVersion);
  const field = list.check('one-signature', [file, objects], findSignature);
  list.check('whole-file-covered', [file, field], checkCoverage);
  const container = list.check('canonical-signature-hex', [field], readContainer);

  const signature = list.check('signature-container', [container], readSignature);
  const isUntouched = list.check('file-digest', [file, field, signature], checkDigest);
  list.check('signature-value', [signature], checkSignatureValue);

  const proof = list.check('attestation-form', [objects], (all) => readProof(readAttachment(all, 0)));
  const evidence = proof?.evidence;
  const member = list.check('signer-path', [signature, evidence, trust], checkSignerPath);
  const signer = list.check('signer-role', [member, evidence, trust], checkSignerRole);

  const { endorsedBy, isPolicyMet } = checkLedgersWord(list, evidence, trust, now);
  list.check('invoice-attached', [objects, evidence], (all, its) =>
    checkInvoiceFile(readAttachment(all, 1), its),
  );

  list.check('totals', [evidence], checkTotals);
  // Drawn only when signature and endorsements are valid, so that a forger cannot make a verifier do the work.
  list.check(
    'page',
    [file, version, proof, isUntouched, isPolicyMet],
    (bytes, its, { source, evidence: word }) => checkPage(bytes, its, source, word),
  );

  return list.report(factsOf(evidence?.attestation, endorsedBy, signer));
}

function readProof(text: string): { source: ReceiptSource; evidence: Evidence } {
  const source = parseSource(text);
  return { source, evidence: readEvidence(source) };
}

function factsOf(
  attestation: ReceiptFacts['attestation'] | undefined,
  endorsedBy: ReceiptFacts['endorsedBy'] | undefined,
  signer: ReceiptFacts['signer'] | undefined,
): ReceiptFacts | undefined {
  if (attestation === undefined || endorsedBy === undefined || signer === undefined) return undefined;
  return { attestation, endorsedBy, signer };
}
