import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Cryptography } from '@fapiao-ledger/chaincode/core';
import { isLowS } from '@fapiao-ledger/network/ledger-client';

/** The hash and the signature check that the rules about a page ask for, on node:crypto. */
export const cryptography: Cryptography = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),

  verify: (publicKey, text, signature) => {
    const der = Buffer.from(signature, 'base64');
    if (der.toString('base64') !== signature) return false;
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return isLowS(der) && verify('sha256', Buffer.from(text, 'utf8'), key, der);
    } catch {
      return false;
    }
  },
};
