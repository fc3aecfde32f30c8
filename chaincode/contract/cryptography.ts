import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { type Cryptography, cryptographyOn } from '#core';

/** SHA-256 and ECDSA P-256 on node:crypto, ten times faster than in JavaScript. */
export const nodeCryptography: Cryptography = cryptographyOn<KeyObject>({
  sha256: (text) => hash('sha256', text),
  importKey: (spki) => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
  verify: (key, text, der) => verify('sha256', Buffer.from(text, 'utf8'), key, der),
});
