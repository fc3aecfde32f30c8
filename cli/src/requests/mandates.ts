import type { Json, MandatesJson, MandateTerms, Operation } from '@fapiao-ledger/core';
import type { Session } from '../session.js';
import { sendOnce } from './send-once.js';

/** Grants a payment provider a mandate of the seller. */
export async function grantMandate(
  session: Session,
  terms: MandateTerms,
  requestId: string | undefined,
): Promise<MandatesJson> {
  const body = terms as unknown as { readonly [field: string]: Json };
  return await send(session, {
    operation: 'grant-mandate',
    path: '/mandates',
    signed: body,
    sent: body,
    requestId,
  });
}

/** Revokes the seller's mandate for a payment provider. */
export async function revokeMandate(
  session: Session,
  provider: string,
  requestId: string | undefined,
): Promise<MandatesJson> {
  const path = `/mandates/${provider}/revoke`;
  return await send(session, {
    operation: 'revoke-mandate',
    path,
    signed: { provider },
    sent: {},
    requestId,
  });
}

interface MandateOrder {
  readonly operation: Extract<Operation, `${string}-mandate`>;
  readonly path: string;
  readonly signed: { readonly [field: string]: Json };
  readonly sent: Json;
  readonly requestId: string | undefined;
}

async function send(
  session: Session,
  { operation, path, signed, sent, requestId }: MandateOrder,
): Promise<MandatesJson> {
  const { code: actor } = await session.taxpayer();
  return await sendOnce<null, MandatesJson>(await session.sending(), {
    operation,
    content: { operation, ...signed },
    requestId,
    settle: async () => await Promise.resolve(null),
    submission: async (id) => {
      const request = { operation, actor, requestId: id, body: signed };
      return await Promise.resolve({ request, path, body: sent });
    },
    answerOf: (result) => result as unknown as MandatesJson,
  });
}
