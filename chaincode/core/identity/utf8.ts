import { bytesToHex } from '@noble/hashes/utils.js';

/** Returns the text of UTF-8 bytes, or undefined when the bytes are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // ECMAScript has no other strict decoder that exists on every endorser.
    return decodeURIComponent(bytesToHex(bytes).replaceAll(/../g, '%$&'));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Returns the text of bytes that are all ASCII, or undefined when one is not. */
export function decodeAscii(bytes: Uint8Array): string | undefined {
  if (bytes.some((byte) => byte > 0x7f)) return undefined;
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** The part of a host's decoder that `decodeText` needs. Every browser and every Node.js has it. */
declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns the text of UTF-8 bytes, with U+FFFD where they are not well-formed. It is a hundred times faster than `decodeUtf8`. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
