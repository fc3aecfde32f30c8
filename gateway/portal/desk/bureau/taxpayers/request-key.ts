import {
  DER_TAG,
  DerError,
  type DerNode,
  decodeBase64,
  derChildren,
  encodeBase64,
  expectDerTag,
  isP256PublicKey,
  parseDer,
} from '@fapiao-ledger/core';

const REQUEST =
  /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END (?:NEW )?CERTIFICATE REQUEST-----/;
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SCALAR_BYTES = 32;

/**
 * Returns the public key of a certificate request (PKCS#10, PEM), which the key itself must have signed: so the officer registers a key
 * whose owner has asked for it.
 *
 * @returns SubjectPublicKeyInfo, DER in base64; undefined when the text is no such request for a P-256 key
 */
export async function keyOfRequest(pem: string): Promise<string | undefined> {
  const body = (REQUEST.exec(pem)?.[1] ?? '').replaceAll(/\s/g, '');
  const bytes = decodeBase64(body);
  if (bytes === undefined) return undefined;
  try {
    const { info, spki, signature } = partsOf(bytes);
    if (!isP256PublicKey(spki)) return undefined;
    const key = await crypto.subtle.importKey('spki', Uint8Array.from(spki), P256, false, ['verify']);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;
    const isSigned = await crypto.subtle.verify(algorithm, key, signature, Uint8Array.from(info));
    return isSigned ? encodeBase64(spki) : undefined;
  } catch (error) {
    if (error instanceof DerError || error instanceof DOMException) return undefined;
    throw error;
  }
}

interface RequestParts {
  /** The part that is signed. */
  readonly info: Uint8Array;
  readonly spki: Uint8Array;
  /** `r` and `s`, as WebCrypto takes them. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** @throws {DerError} */
function partsOf(bytes: Uint8Array): RequestParts {
  const [info, , signature] = derChildren(parseDer(bytes, DER_TAG.sequence));
  const [, , spki] = derChildren(expectDerTag(info, DER_TAG.sequence));
  // The first byte of a bit string counts its unused bits, of which a signature has none.
  const signed = parseDer(expectDerTag(signature, DER_TAG.bitString).content.subarray(1), DER_TAG.sequence);
  const [r, s] = derChildren(signed);
  const raw = new Uint8Array(2 * SCALAR_BYTES);
  raw.set(scalarOf(r), 0);
  raw.set(scalarOf(s), SCALAR_BYTES);
  return {
    info: expectDerTag(info, DER_TAG.sequence).bytes,
    spki: expectDerTag(spki, DER_TAG.sequence).bytes,
    signature: raw,
  };
}

/** Returns an integer as 32 bytes. @throws {DerError} */
function scalarOf(node: DerNode | undefined): Uint8Array {
  const { content } = expectDerTag(node, DER_TAG.integer);
  const digits = content[0] === 0 ? content.subarray(1) : content;
  if (digits.length > SCALAR_BYTES) throw new DerError('a part of the signature is too long');
  const scalar = new Uint8Array(SCALAR_BYTES);
  scalar.set(digits, SCALAR_BYTES - digits.length);
  return scalar;
}
