import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Cryptography, decodeBase64, signatureForm } from '@fapiao-ledger/chaincode/core';

/** The hash and the signature check that the rules about a page ask for, on node:crypto. */
export const cryptography: Cryptography = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),

  verify: (publicKey, text, signature) => {
    const der = decodeBase64(signature);
    if (der === undefined) return 'malformed';
    const form = signatureForm(der);
    if (form !== 'low-s') return form;
    return verify('sha256', Buffer.from(text, 'utf8'), keyOf(publicKey), der) ? 'valid' : 'invalid';
  },
};

/** Reading a key costs half of what verifying with it does, and sellers come back. */
const KEYS_MAX = 1_000;
const known = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject {
  const kept = known.get(publicKey);
  if (kept !== undefined) return kept;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (known.size >= KEYS_MAX) known.clear();
  known.set(publicKey, key);
  return key;
}
