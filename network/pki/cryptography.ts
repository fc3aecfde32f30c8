import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { type Cryptography, cryptographyOn } from '@fapiao-ledger/core';

/** The core's port to SHA-256 and the check of signatures, on node:crypto. */
export const cryptography: Cryptography = cryptographyOn<KeyObject>({
  sha256: (text) => hash('sha256', text),
  importKey: (spki) => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
  verify: (key, text, der) => verify('sha256', Buffer.from(text, 'utf8'), key, der),
});
