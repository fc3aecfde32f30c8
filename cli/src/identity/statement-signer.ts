import { sign } from 'node:crypto';
import { lowTwin, type Statement, statementBytes } from '@fapiao-ledger/chaincode/core';
import type { Identity } from './identity-file.js';

/**
 * The taxpayer's signature over a statement: ECDSA P-256 with SHA-256, DER, base64. Of the two
 * signatures that say the same, the ledger takes only the one with the smaller s.
 */
export function signStatement(identity: Pick<Identity, 'key'>, statement: Statement): string {
  const signature = sign('sha256', statementBytes(statement), { key: identity.key, dsaEncoding: 'der' });
  return Buffer.from(lowTwin(signature)).toString('base64');
}
