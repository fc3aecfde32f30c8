import type { Request as ActRequest, SignedRequest } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Caller } from '../access/callers.js';
import type { GivenStatement, Statements } from '../access/statements.js';
import { instant, keyEpoch, ledgerName, requestId, signature } from './schemas/text.js';

/** The parts of a statement as headers: what is signed beside the body and its id. */
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

/** Headers of a request that a statement goes with. @param isOptional whether a custodian may sign */
export function statementHeaders(isOptional: boolean) {
  const named = {
    'Idempotency-Key': requestId,
    'Fapiao-Replaces': requestId.optional().meta({
      description: 'an earlier request of the same actor that must not take effect any more; signed, too',
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

/** The id of a request, and what it replaces. */
export function namesIn(headers: StatementHeaders): Pick<ActRequest, 'requestId' | 'replaces'> {
  const { 'Idempotency-Key': id, 'Fapiao-Replaces': replaces } = headers;
  return { requestId: id, ...(replaces === undefined ? {} : { replaces }) };
}

/** The statement about a request whose parts came as headers. @throws as `Statements.complete` */
export async function statementIn(
  headers: StatementHeaders,
  request: ActRequest,
  caller: Caller,
  statements: Statements,
): Promise<SignedRequest> {
  const given: GivenStatement = {
    ledger: headers['Fapiao-Ledger'],
    keyEpoch: headers['Fapiao-Key-Epoch'],
    notAfter: headers['Fapiao-Not-After'],
    signature: headers['Fapiao-Signature'],
  };
  return await statements.complete(request, caller, given, PLACES);
}
