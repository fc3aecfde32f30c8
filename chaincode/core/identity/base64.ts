const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Returns the base64 text of bytes: standard alphabet, padded, without line breaks (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const count = Math.min(3, bytes.length - at);
    const group = (byteAt(bytes, at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2);
    for (let digit = 0; digit < 4; digit += 1) {
      text += digit <= count ? ALPHABET.charAt((group >> (18 - 6 * digit)) & 63) : '=';
    }
  }
  return text;
}

/**
 * Returns the bytes of a base64 text, or undefined when the text differs from the one that `encodeBase64` returns for them.
 * Lenient decoders skip line breaks, other characters and unused bits, so for them many texts have the same bytes.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!SHAPE.test(text)) return undefined;
  const digits = text.replaceAll('=', '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let index = 0; index < bytes.length; index += 1) {
    // Byte `index` begins in digit `first`, `used` bits into it.
    const first = Math.floor((index * 4) / 3);
    const used = (index % 3) * 2;
    bytes[index] =
      ((digitAt(digits, first) << (2 + used)) | (digitAt(digits, first + 1) >> (4 - used))) & 255;
  }
  return encodeBase64(bytes) === text ? bytes : undefined;
}

function digitAt(digits: string, index: number): number {
  return ALPHABET.indexOf(digits.charAt(index));
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
