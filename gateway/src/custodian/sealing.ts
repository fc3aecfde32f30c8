import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonicalJson } from '@fapiao-ledger/core';

/** Bytes as stored on disk: encrypted, and bound to their purpose. */
export interface Sealed {
  /** 96 random bits, base64; new for each sealing. */
  readonly nonce: string;
  /** Ciphertext and tag, base64. */
  readonly sealed: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DOMAIN = 'fapiao-ledger/custody/1\n';

/** @param purpose stored in the clear beside the sealed bytes, which open only with the same purpose */
export function seal(key: Buffer, purpose: unknown, plain: Uint8Array): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(purpose));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
}

/** @returns undefined when the key is another, or when a bit of the sealed bytes or of the purpose has changed */
export function unseal(key: Buffer, purpose: unknown, { nonce, sealed }: Sealed): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES })
      .setAAD(boundTo(purpose))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function boundTo(purpose: unknown): Buffer {
  return Buffer.from(DOMAIN + canonicalJson(purpose), 'utf8');
}
