import { canonicalJson, type Json, type Operation, parseStrictJson } from '@fapiao-ledger/core';
import type { Session } from '../session.js';
import { sendOnce } from './send-once.js';
import type { AnswerOf } from './settlement.js';

/** An act that leaves nothing to settle: the request that the actor signs, and the call that sends it. */
export interface SignedAct<T> {
  readonly operation: Operation;
  /** Code of the user, who signs. */
  readonly actor: string;
  readonly method?: 'POST' | 'PATCH';
  /** Path under /v1. */
  readonly path: string;
  /** Body that the actor signs. */
  readonly signed: { readonly [field: string]: Json };
  /** Body that is sent; the signed body when absent. */
  readonly sent?: Json;
  /** The id that the user gave. */
  readonly requestId: string | undefined;
  readonly answerOf: AnswerOf<T>;
}

/** Sends an act once, however often it is repeated. @throws as `sendOnce` */
export async function sendAct<T>(session: Session, act: SignedAct<T>): Promise<T> {
  const { operation, actor, method = 'POST', path, signed, sent = signed, requestId, answerOf } = act;
  return await sendOnce<null, T>(await session.sending(), {
    operation,
    content: parseStrictJson(canonicalJson({ path, sent })),
    requestId,
    settle: async () => await Promise.resolve(null),
    submission: async (id) => {
      const request = { actor, operation, requestId: id, body: signed };
      return await Promise.resolve({ request, method, path, body: sent });
    },
    answerOf,
  });
}
