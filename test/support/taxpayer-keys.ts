import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import {
  type Cryptography,
  type Request,
  requestText,
  type StatementSeal,
  type StatementTerms,
  signatureForm,
  statementText,
  toLowS,
} from '@fapiao-ledger/core';

/** A real P-256 key as a taxpayer has it: the ledger knows `publicKey`, the rest signs statements. */
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
    const der = toLowS(sign('sha256', Buffer.from(text, 'utf8'), this.#privateKey));
    const signature = Buffer.from(der).toString('base64');
    return { keyEpoch: terms.keyEpoch, notAfter: terms.notAfter, signature };
  }
}

/** The core's port to its host, on node:crypto, as strict as the contract's own. */
export const cryptography: Cryptography = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  verify: (publicKey, text, signature) => {
    const der = Buffer.from(signature, 'base64');
    const form = der.toString('base64') === signature ? signatureForm(der) : 'malformed';
    if (form !== 'low-s') return form;
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(text, 'utf8'), key, der) ? 'valid' : 'invalid';
  },
};
