import { canonicalJson, type Json, type Operation, parseStrictJson } from '@fapiao-ledger/core';
import type { Command } from 'commander';
import { requestIdOption } from '../../arguments.js';
import { documentFields } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import { sendOnce } from '../../requests/send-once.js';
import type { AnswerOf } from '../../requests/settlement.js';
import type { OpenSession, Session } from '../../session.js';

/** One act of the bureau: what an officer signs, and how it is sent. */
export interface Act<T> {
  readonly operation: Operation;
  readonly method?: 'POST' | 'PATCH';
  /** Under /v1/bureau. */
  readonly path: string;
  /** What is signed. */
  readonly signed: { readonly [field: string]: Json };
  /** What is sent, where that is not what is signed. */
  readonly sent?: Json;
  readonly answerOf: AnswerOf<T>;
}

export interface ActOptions {
  readonly requestId?: string;
}

/** Every act of the bureau can be repeated under the id of its first attempt, and is done once. */
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

/** Performs an act whose answer is what the ledger remembers, and shows it. */
export async function act(
  open: OpenSession,
  command: Command,
  asked: Omit<Act<Json>, 'answerOf'> & { readonly answerOf?: AnswerOf<Json> },
  options: ActOptions,
): Promise<void> {
  const session = await open(command);
  const answer = await perform(session, { answerOf: (result) => result, ...asked }, options);
  session.reporter.result(answer, (page) => fieldsText(documentFields(answer), page));
}
