import { DER_TAG, decodeBase64, derContextTag, derSignature, encodeBase64, utf8 } from '@fapiao-ledger/core';
import type { BrowserKey } from './key.ts';

const COMMON_NAME = Uint8Array.of(0x55, 0x04, 0x03);
/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);

/**
 * Returns a certificate request (PKCS#10, RFC 2986) in PEM, signed by the key that it is for. A library for it has 54 KB; the
 * authority reads only the public key and this signature.
 *
 * @param commonName code of the taxpayer or officer
 */
export async function certificateRequest(
  { key, publicKey }: BrowserKey,
  commonName: string,
): Promise<string> {
  const attribute = der(
    DER_TAG.sequence,
    der(DER_TAG.oid, COMMON_NAME),
    der(DER_TAG.utf8String, utf8(commonName)),
  );
  const subject = der(DER_TAG.sequence, der(DER_TAG.set, attribute));
  const version = der(DER_TAG.integer, Uint8Array.of(0));
  const info = der(
    DER_TAG.sequence,
    version,
    subject,
    decodeBase64(publicKey) ?? new Uint8Array(),
    der(derContextTag(0)),
  );
  const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, info);
  const signature = derSignature(new Uint8Array(raw));
  const algorithm = der(DER_TAG.sequence, der(DER_TAG.oid, ECDSA_SHA256));
  const request = der(DER_TAG.sequence, info, algorithm, der(DER_TAG.bitString, Uint8Array.of(0), signature));
  const lines = encodeBase64(request).replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}-----END CERTIFICATE REQUEST-----\n`;
}

/** Returns a value in DER: tag, length, and the parts as its content. A request has less than 64 KiB. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const value = new Uint8Array(1 + size.length + length);
  value.set([tag, ...size]);
  let at = 1 + size.length;
  for (const part of parts) {
    value.set(part, at);
    at += part.length;
  }
  return value;
}
