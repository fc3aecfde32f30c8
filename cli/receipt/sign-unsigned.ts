/** Signing apart from drawing: whoever only signs loads no fonts and no PDF code. */
import { type Certificate, DomainError, toLowS } from '@fapiao-ledger/core';
import { certificateFromPem, verifySignature } from '@fapiao-ledger/pki';
import { sha256 } from './crypto.js';
import type { UnsignedReceipt } from './receipt-version.js';
import { encodeSignature, signedAttributes } from './signature/cms.js';
import { coveredBytes, type Hole, holeHex } from './signature/hole.js';

export type { Hole } from './signature/hole.js';

/** Whose name stands under a receipt: a platform's operator, or the seller itself. */
export interface ReceiptSigner {
  /** PEM. */
  readonly certificate: string;
  /** PEM, the issuer of `certificate` first, up to the root: what a PDF reader needs to find a path. */
  readonly chain: readonly string[];
  /** ECDSA P-256 over SHA-256 of `bytes`, DER. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * Signs what `renderReceipt` drew, into the same buffer, whatever it says: the caller must have drawn an answer that
 * `proveSource` returned.
 *
 * @throws {DomainError} CREDENTIAL_INVALID when a certificate cannot be read, the chain is too long, or the signature is
 *   not by the certificate's key; whether others trust the chain is for them to say
 */
export async function signUnsigned({ bytes, hole }: UnsignedReceipt, signer: ReceiptSigner): Promise<Buffer> {
  return fillHole(bytes, hole, await sign(sha256(coveredBytes(bytes, hole)), signer));
}

async function sign(digest: Uint8Array, signer: ReceiptSigner): Promise<Buffer> {
  const certificate = readPem(signer.certificate);
  const chain = signer.chain.map(readPem);
  const attributes = signedAttributes(certificate, digest);
  const signature = await signer.sign(attributes);
  const low = readable(() => toLowS(signature), 'what the signer returned is not a signature');
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

/** @throws {DomainError} CREDENTIAL_INVALID when it is not one certificate */
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
