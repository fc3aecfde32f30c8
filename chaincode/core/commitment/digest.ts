import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Returns the UTF-8 bytes of text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(utf8ToBytes(text));
}

/** Returns SHA-256 in lower-case hex (FIPS 180-4). It runs on any host, and suits inputs of up to 1 KiB: a host's own is faster. */
export function sha256Hex(input: string | Uint8Array): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/**
 * Returns SHA-256 over a domain line and a text, in lower-case hex, so that the same text has another digest in each role.
 * @param sha256 a host's own function, for callers that digest hundreds of texts at a time
 */
export function domainDigest(
  domain: string,
  text: string,
  sha256: (text: string) => string = sha256Hex,
): string {
  return sha256(`fapiao-ledger/${domain}/1\n${text}`);
}
