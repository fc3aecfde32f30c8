import { randomBytes } from 'node:crypto';

/** Source of nonces and file tags. */
export type Random = (length: number) => Uint8Array;

export const systemRandom: Random = (length) => randomBytes(length);
