import { createHash } from 'node:crypto';

/** Hash function of receipts: the core's pure one is too slow for files of this size. */
export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
