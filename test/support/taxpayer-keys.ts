import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import {
  type Cryptography,
  type Request,
  requestText,
  type StatementSeal,
  type StatementTerms,
  statementText,
} from '@fapiao-ledger/chaincode/core';

/** A real P-256 key as a taxpayer keeps it: the ledger knows `publicKey`, the rest signs statements. */
export class TaxpayerKeys {
  readonly publicKey: string;
  readonly #privateKey: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.publicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    this.#privateKey = privateKey;
  }

  seal(request: Request, terms: StatementTerms): StatementSeal {
    const text = statementText(terms, cryptography.sha256(requestText(request)));
    const signature = sign('sha256', Buffer.from(text, 'utf8'), this.#privateKey).toString('base64');
    return { keyEpoch: terms.keyEpoch, notAfter: terms.notAfter, signature };
  }
}

/** What the core asks of its host, on node:crypto; that it takes low-S alone is the contract's to show. */
export const cryptography: Cryptography = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  verify: (publicKey, text, signature) => {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const isValid = verify('sha256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
    return isValid ? 'valid' : 'invalid';
  },
};
