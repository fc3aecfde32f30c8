import { createHash, sign } from 'node:crypto';
import {
  lowTwin,
  type Request,
  requestText,
  type StatementSeal,
  type StatementTerms,
  statementText,
} from '@fapiao-ledger/chaincode/core';
import type { Identity } from './identity-file.js';

/** Digest of a request, as the ledger remembers it: SHA-256, lower-case hex. */
export function digestOf(request: Request): string {
  return createHash('sha256').update(requestText(request), 'utf8').digest('hex');
}

/**
 * Signs the statement about a request: ECDSA P-256 with SHA-256, DER, base64. Of the two signatures that
 * say the same, the ledger takes only the one with the smaller s.
 */
export function sealRequest(
  identity: Pick<Identity, 'key'>,
  request: Request,
  terms: StatementTerms,
): StatementSeal {
  const bytes = Buffer.from(statementText(terms, digestOf(request)), 'utf8');
  const signature = sign('sha256', bytes, { key: identity.key, dsaEncoding: 'der' });
  const { keyEpoch, notAfter } = terms;
  return { keyEpoch, notAfter, signature: Buffer.from(lowTwin(signature)).toString('base64') };
}
