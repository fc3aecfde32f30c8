import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** UTF-8 bytes of text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(utf8ToBytes(text));
}

/** SHA-256 in lower-case hex. Meant for inputs up to about a kilobyte, and for code that runs anywhere. */
export function sha256Hex(input: string | Uint8Array): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/**
 * SHA-256 over a domain line and a text: the same text never has the same digest in two roles.
 * @param sha256 a faster one, for those who digest hundreds at a time
 */
export function domainDigest(
  domain: string,
  text: string,
  sha256: (text: string) => string = sha256Hex,
): string {
  return sha256(`fapiao-ledger/${domain}/1\n${text}`);
}
