import { createHash } from 'node:crypto';

/** The one seam to hashing: receipts are too large for the pure implementation of the core. */
export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
