import type { Json } from '@fapiao-ledger/core';
import type { Command } from 'commander';
import { requestIdOption } from '../../arguments.js';
import { documentText } from '../../output/document-text.js';
import { type SignedAct, sendAct } from '../../requests/send-act.js';
import type { AnswerOf } from '../../requests/settlement.js';
import type { OpenSession, Session } from '../../session.js';

/** One act of the bureau, which an officer signs. Its path is under /v1/bureau. */
export type Act<T> = Omit<SignedAct<T>, 'actor' | 'requestId'>;

export interface ActOptions {
  readonly requestId?: string;
}

/** Every act of the bureau may be repeated under its request id and takes effect once. */
export function withRequestId(command: Command): Command {
  return command.addOption(requestIdOption());
}

/** Performs an act, signed by the officer. @throws {UsageError} when the identity is no officer's, and as `sendAct` */
export async function perform<T>(session: Session, act: Act<T>, options: ActOptions): Promise<T> {
  const { code: actor } = await session.officer();
  return await sendAct(session, {
    ...act,
    actor,
    path: `/bureau${act.path}`,
    requestId: options.requestId,
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
  session.reporter.result(answer, (page) => documentText(answer, page));
}
