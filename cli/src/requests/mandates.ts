import type { Json, MandatesJson, MandateTerms } from '@fapiao-ledger/core';
import type { Session } from '../session.js';
import { sendAct } from './send-act.js';

/** Grants a payment provider a mandate of the seller. */
export async function grantMandate(
  session: Session,
  terms: MandateTerms,
  requestId: string | undefined,
): Promise<MandatesJson> {
  const { code: actor } = await session.taxpayer();
  const signed = terms as unknown as { readonly [field: string]: Json };
  return await sendAct(session, {
    operation: 'grant-mandate',
    actor,
    path: '/mandates',
    signed,
    requestId,
    answerOf,
  });
}

/** Revokes the seller's mandate for a payment provider. */
export async function revokeMandate(
  session: Session,
  provider: string,
  requestId: string | undefined,
): Promise<MandatesJson> {
  const { code: actor } = await session.taxpayer();
  const path = `/mandates/${provider}/revoke`;
  const signed = { provider };
  return await sendAct(session, {
    operation: 'revoke-mandate',
    actor,
    path,
    signed,
    sent: {},
    requestId,
    answerOf,
  });
}

function answerOf(result: Json): MandatesJson {
  return result as unknown as MandatesJson;
}
