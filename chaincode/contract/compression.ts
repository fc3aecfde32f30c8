import { inflateRawSync } from 'node:zlib';
import { deflateSync } from 'fflate';
import { CompactFormError, type Deflate, type Inflate } from '#core';

/**
 * The level and the size of the table are set, because the defaults of the library depend on a logarithm, which may differ
 * between hosts.
 */
const OPTIONS = { level: 1, mem: 5 } as const;

/** Deflates in JavaScript: node:zlib writes other bytes in other versions and on other processors, so endorsers would differ. */
export const deflate: Deflate = (bytes) => deflateSync(bytes, OPTIONS);

/** Inflates with node:zlib, which is ten times faster. Every implementation returns the same bytes. */
export const inflate: Inflate = (bytes, max) => {
  try {
    return inflateRawSync(bytes, { maxOutputLength: max });
  } catch (error) {
    throw new CompactFormError('the bytes are not deflated, or too long', { cause: error });
  }
};
