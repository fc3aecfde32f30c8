/** Room for the signature in bytes: a P-256 signer with a chain of three takes about 2,800. */
export const SIGNATURE_SIZE = 4_096;

/** Where the hex of the signature stands, angle brackets not included. */
export interface Hole {
  readonly start: number;
  readonly end: number;
}

/** A signature container as it stands in the file: lower-case hex, padded with zeros; undefined when it is too long. */
export function holeHex(container: Uint8Array): string | undefined {
  if (container.length > SIGNATURE_SIZE) return undefined;
  return Buffer.from(container)
    .toString('hex')
    .padEnd(2 * SIGNATURE_SIZE, '0');
}

/** The bytes that a signature covers: everything but the hex string with its brackets. */
export function coveredBytes(bytes: Uint8Array, { start, end }: Hole): Buffer {
  return Buffer.concat([bytes.subarray(0, start - 1), bytes.subarray(end + 1)]);
}
