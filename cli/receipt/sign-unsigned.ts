/** Signing apart from drawing: a program that only signs loads no fonts and no PDF code. */
import { type Certificate, DomainError, toLowS } from '@fapiao-ledger/core';
import { certificateFromPem, verifySignature } from '@fapiao-ledger/pki';
import { sha256 } from './crypto.js';
import type { UnsignedReceipt } from './receipt-version.js';
import { encodeSignature, signedAttributes } from './signature/cms.js';
import { coveredBytes, type Hole, holeHex } from './signature/hole.js';

export type { Hole } from './signature/hole.js';

/** The signer of a receipt: a platform's operator, or the seller. */
export interface ReceiptSigner {
  /** Certificate, PEM. */
  readonly certificate: string;
  /** Chain, PEM: the issuer of `certificate` first, up to the root. A PDF reader needs it to find a path. */
  readonly chain: readonly string[];
  /** Returns the signature over `bytes`: ECDSA P-256 with SHA-256, DER. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * Signs an unsigned receipt in the same buffer, whatever it says. The caller must have drawn an answer that
 * `proveSource` returned.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate cannot be read, the chain is too long, or the signature is
 *   not by the certificate's key. Whether a verifier trusts the chain is not checked here
 */
export async function signUnsigned({ bytes, hole }: UnsignedReceipt, signer: ReceiptSigner): Promise<Buffer> {
  return fillHole(bytes, hole, await sign(sha256(coveredBytes(bytes, hole)), signer));
}

async function sign(digest: Uint8Array, signer: ReceiptSigner): Promise<Buffer> {
  const certificate = readPem(signer.certificate);
  const chain = signer.chain.map(readPem);
  const attributes = signedAttributes(certificate, digest);
  const signature = await signer.sign(attributes);
  const low = readable(() => toLowS(signature), 'the signer returned bytes that are not a signature');
  if (!verifySignature(certificate.publicKey, attributes, low)) {
    throw new DomainError(
      'CREDENTIAL_INVALID',
      'the key that signed the receipt is not that of the certificate',
    );
  }
  return encodeSignature({ signer: certificate, chain, digest, signature: low });
}

function fillHole(bytes: Buffer, hole: Hole, container: Uint8Array): Buffer {
  const hex = holeHex(container);
  if (hex === undefined)
    throw new DomainError('CREDENTIAL_INVALID', 'the certificate chain is too long for a receipt');
  bytes.write(hex, hole.start, 'latin1');
  return bytes;
}

/** @throws {DomainError} CREDENTIAL_INVALID when the text is not one certificate */
export function readPem(pem: string): Certificate {
  return readable(() => certificateFromPem(pem), 'a certificate of the signer cannot be read');
}

function readable<T>(read: () => T, message: string): T {
  try {
    return read();
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', message, { cause });
  }
}
