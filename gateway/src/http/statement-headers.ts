import type { Request as ActRequest, SignedRequest } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Caller } from '../access/callers.js';
import type { SentStatement, Statements } from '../access/statements.js';
import { instant, keyEpoch, ledgerName, requestId, signature } from './schemas/text.js';

/** The parts of a statement that travel as headers. */
const HEADERS = {
  'Fapiao-Ledger': ledgerName,
  'Fapiao-Key-Epoch': keyEpoch,
  'Fapiao-Not-After': instant,
  'Fapiao-Signature': signature,
} as const;

const PLACES = {
  ledger: '/Fapiao-Ledger',
  keyEpoch: '/Fapiao-Key-Epoch',
  notAfter: '/Fapiao-Not-After',
  signature: '/Fapiao-Signature',
} as const;

/** Returns the schema of the headers of a signed request. @param isOptional whether a custodian may sign */
export function statementHeaders(isOptional: boolean) {
  const named = {
    'Idempotency-Key': requestId,
    'Fapiao-Replaces': requestId.optional().meta({
      description:
        'an earlier request of the same actor that must no longer take effect; part of the signed statement',
    }),
  };
  return z.object(isOptional ? { ...named, ...z.object(HEADERS).partial().shape } : { ...named, ...HEADERS });
}

export interface StatementHeaders {
  readonly 'Idempotency-Key': string;
  readonly 'Fapiao-Replaces'?: string | undefined;
  readonly 'Fapiao-Ledger'?: string | undefined;
  readonly 'Fapiao-Key-Epoch'?: string | undefined;
  readonly 'Fapiao-Not-After'?: string | undefined;
  readonly 'Fapiao-Signature'?: string | undefined;
}

/** Returns the id of a request, and the id of the request that it replaces. */
export function namesIn(headers: StatementHeaders): Pick<ActRequest, 'requestId' | 'replaces'> {
  const { 'Idempotency-Key': id, 'Fapiao-Replaces': replaces } = headers;
  return { requestId: id, ...(replaces === undefined ? {} : { replaces }) };
}

/** Returns the statement about a request from its headers. @throws as `Statements.complete` */
export async function statementIn(
  headers: StatementHeaders,
  request: ActRequest,
  caller: Caller,
  statements: Statements,
): Promise<SignedRequest> {
  const parts: SentStatement = {
    ledger: headers['Fapiao-Ledger'],
    keyEpoch: headers['Fapiao-Key-Epoch'],
    notAfter: headers['Fapiao-Not-After'],
    signature: headers['Fapiao-Signature'],
  };
  return await statements.complete(request, caller, parts, PLACES);
}
