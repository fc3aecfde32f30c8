import { Trust } from '@fapiao-ledger/pki';
import { type ReceiptSigner, readPem, signUnsigned } from './sign-unsigned.js';
import type { ReceiptSource } from './source.js';
import { proveSource, type Question } from './verify/prove.js';
import { requireSigner } from './verify/signer.js';
import { renderEvidence } from './versions.js';

/**
 * Returns a receipt: a complete PDF/A-3 file with one PAdES signature over all of it. It first makes every check of a
 * verifier, so a gateway cannot have a page signed that the ledger did not endorse.
 *
 * @throws as `proveSource`
 * @throws {DomainError} CREDENTIAL_INVALID when the certificate cannot be read, or the signature is not by its key
 * @throws {VerificationError} RECEIPT_CERTIFICATE when the trust file does not accept the signer
 * @throws {ValidationError} RECEIPT_GLYPH naming the characters that no font of receipts can show
 */
export async function signReceipt(
  source: ReceiptSource,
  signer: Omit<ReceiptSigner, 'chain'>,
  question: Question,
): Promise<Buffer> {
  const evidence = proveSource(source, question);
  const issuer = requireSigner(readPem(signer.certificate), evidence, new Trust(question.trust));
  return await signUnsigned(renderEvidence(source, evidence), { ...signer, chain: [issuer] });
}
