import { canonicalJson, type Json, type Operation, parseStrictJson } from '@fapiao-ledger/core';
import type { Command } from 'commander';
import { requestIdOption } from '../../arguments.js';
import { documentFields } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import { sendOnce } from '../../requests/send-once.js';
import type { AnswerOf } from '../../requests/settlement.js';
import type { OpenSession, Session } from '../../session.js';

/** One act of the bureau: the request that an officer signs, and the call that sends it. */
export interface Act<T> {
  readonly operation: Operation;
  readonly method?: 'POST' | 'PATCH';
  /** Path under /v1/bureau. */
  readonly path: string;
  /** Body that the officer signs. */
  readonly signed: { readonly [field: string]: Json };
  /** Body that is sent; the signed body when absent. */
  readonly sent?: Json;
  readonly answerOf: AnswerOf<T>;
}

export interface ActOptions {
  readonly requestId?: string;
}

/** Every act of the bureau may be repeated under its request id and takes effect once. */
export function withRequestId(command: Command): Command {
  return command.addOption(requestIdOption());
}

/** Performs an act, signed by the officer. @throws {UsageError} when the identity is no officer's, and as `sendOnce` */
export async function perform<T>(session: Session, act: Act<T>, options: ActOptions): Promise<T> {
  const { code: actor } = await session.officer();
  const { operation, method = 'POST', path, signed, sent = signed, answerOf } = act;
  return await sendOnce<null, T>(await session.sending(), {
    operation,
    content: parseStrictJson(canonicalJson({ path, sent })),
    requestId: options.requestId,
    settle: async () => await Promise.resolve(null),
    submission: async (id) => {
      const request = { actor, operation, requestId: id, body: signed };
      return await Promise.resolve({ request, method, path: `/bureau${path}`, body: sent });
    },
    answerOf,
  });
}

/** Performs an act whose answer equals what the ledger remembers, and shows the answer. */
export async function act(
  open: OpenSession,
  command: Command,
  order: Omit<Act<Json>, 'answerOf'> & { readonly answerOf?: AnswerOf<Json> },
  options: ActOptions,
): Promise<void> {
  const session = await open(command);
  const answer = await perform(session, { answerOf: (result) => result, ...order }, options);
  session.reporter.result(answer, (page) => fieldsText(documentFields(answer), page));
}
