import { renderReceipt } from './render.js';
import { type ReceiptSigner, signUnsigned } from './sign-unsigned.js';
import type { ReceiptSource } from './source.js';

/**
 * Draws and signs a receipt: a complete PDF/A-3 file with one PAdES signature over all of it.
 *
 * @throws as `renderReceipt`
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate cannot be read, the chain is too long, or the
 *   signature is not by the certificate's key; whether others trust the chain is for them to say
 */
export async function signReceipt(source: ReceiptSource, signer: ReceiptSigner): Promise<Buffer> {
  return signUnsigned(renderReceipt(source), signer);
}
