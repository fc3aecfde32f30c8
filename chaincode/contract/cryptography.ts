import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { type Cryptography, decodeBase64, isPublicKeyText, signatureForm } from '../core/index.js';

/** SHA-256 and ECDSA P-256 on node:crypto, ten times faster than in JavaScript. */
export const nodeCryptography: Cryptography = {
  sha256: (text) => hash('sha256', text),

  verify: (publicKey, text, signature) => {
    const der = decodeBase64(signature);
    if (der === undefined) return 'malformed';
    const form = signatureForm(der);
    if (form !== 'low-s') return form;
    const key = keyOf(publicKey);
    return key !== undefined && verify('sha256', Buffer.from(text, 'utf8'), key, der) ? 'valid' : 'invalid';
  },
};

/** Reading a key costs half of what verifying with it does, and sellers come back. */
const KEYS_MAX = 1_000;
const known = new Map<string, KeyObject>();

/** Returns a P-256 key in the one form the ledger keeps, or undefined when the text is none. */
function keyOf(publicKey: string): KeyObject | undefined {
  const kept = known.get(publicKey);
  if (kept !== undefined) return kept;
  // node:crypto takes compressed and hybrid points too: other bytes that stand for the same key.
  if (!isPublicKeyText(publicKey)) return undefined;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (known.size >= KEYS_MAX) known.clear();
  known.set(publicKey, key);
  return key;
}
