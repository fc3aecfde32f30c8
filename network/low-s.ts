/** Order of the P-256 group, and half of it: the border between a low and a high `s`. */
export const P256_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
export const P256_HALF_ORDER = P256_ORDER >> 1n;

/**
 * Whether `signature` is strict DER of an ECDSA P-256 signature whose `s` is the lower of the two that
 * verify. Fabric refuses the other one, because anybody can turn one into the other without the key.
 */
export function isLowS(signature: Uint8Array): boolean {
  const r = readInteger(signature, 2);
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2 || r === undefined) return false;
  const s = readInteger(signature, r.end);
  return s !== undefined && s.end === signature.length && r.value < P256_ORDER && s.value <= P256_HALF_ORDER;
}

/** A positive DER integer of at most 32 bytes without superfluous zeros, or undefined. */
function readInteger(bytes: Uint8Array, at: number): { value: bigint; end: number } | undefined {
  const length = bytes[at + 1];
  if (bytes[at] !== 0x02 || length === undefined || length > 33) return undefined;
  const end = at + 2 + length;
  const body = bytes.subarray(at + 2, end);
  if (body.length !== length || !isMinimalPositive(body)) return undefined;
  return { value: BigInt(`0x${Buffer.from(body).toString('hex')}`), end };
}

/** A leading zero stands only before a byte that would otherwise read as a sign. */
function isMinimalPositive([first, second]: Uint8Array): boolean {
  if (first === undefined || first >= 0x80) return false;
  return first !== 0 || (second !== undefined && second >= 0x80);
}
