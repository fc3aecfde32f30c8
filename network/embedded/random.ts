import { randomBytes } from 'node:crypto';

/** Where nonces and file tags come from. */
export type Random = (length: number) => Uint8Array;

export const systemRandom: Random = (length) => randomBytes(length);
