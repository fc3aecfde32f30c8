/** Room for the signature in bytes. A P-256 signer with a chain of three certificates needs about 2,800. */
export const SIGNATURE_SIZE = 4_096;

/** Place of the signature's hex in the file, without the angle brackets. */
export interface Hole {
  readonly start: number;
  readonly end: number;
}

/** Returns a signature container as the file has it: lower-case hex, padded with zeros; undefined when it is too long. */
export function holeHex(container: Uint8Array): string | undefined {
  if (container.length > SIGNATURE_SIZE) return undefined;
  return Buffer.from(container)
    .toString('hex')
    .padEnd(2 * SIGNATURE_SIZE, '0');
}

/** Returns the bytes that a signature covers: all but the hex string with its brackets. */
export function coveredBytes(bytes: Uint8Array, { start, end }: Hole): Buffer {
  return Buffer.concat([bytes.subarray(0, start - 1), bytes.subarray(end + 1)]);
}
