import type { ChangeAnswer } from '@fapiao-ledger/client';
import type { ChangedInvoice, ChangeResult, Json } from '@fapiao-ledger/core';
import { statusFields } from '../output/invoice-text.js';
import { problemText } from '../output/problem-text.js';
import { inTurn } from '../output/progress.js';
import { fieldsText, type Page } from '../output/table.js';
import { besides, type Problematic } from '../problem.js';
import type { Session } from '../session.js';
import { sendOnce } from './send-once.js';

/** A change that is made to each of several invoices, with one request per invoice. */
export interface Change {
  readonly operation: 'transfer' | 'lock' | 'unlock' | 'redeem';
  readonly numbers: readonly string[];
  readonly requestId: string | undefined;
  /** The user's choice, in full or with a field left open. */
  readonly content: Json;
  /** Returns what is sent and signed for one invoice. */
  readonly terms: (number: string) => Promise<Terms>;
}

type Terms = { readonly body: Json; readonly statement: Json };

type Outcome = ({ readonly number: string } & ChangeAnswer) | Problematic;

/** Returns what a change of every invoice in the same way asks for, sends and signs. */
export function sameForAll(content: Readonly<Record<string, string>>): Pick<Change, 'content' | 'terms'> {
  const terms = async (number: string): Promise<Terms> =>
    await Promise.resolve({ body: content, statement: { ...content, invoices: [{ number }] } });
  return { content, terms };
}

/**
 * Changes one invoice after the other. A single refusal is thrown; among several it is shown beside the successes, and
 * the worst exit code is kept.
 */
export async function changeInvoices(session: Session, change: Change): Promise<void> {
  const { numbers, operation } = change;
  const [only] = numbers;
  if (numbers.length === 1 && only !== undefined) {
    const answer = await changeOne(session, change, only, change.requestId);
    session.reporter.result({ number: only, ...answer }, (page) =>
      outcomeText({ number: only, ...answer }, page),
    );
    return;
  }
  const work = { title: operation, unit: 'invoices' };
  const outcomes = await inTurn(session, work, numbers, async (number, index): Promise<Outcome> => {
    const id = change.requestId === undefined ? undefined : `${change.requestId}.${index + 1}`;
    const changed = changeOne(session, change, number, id);
    return await changed.then((answer) => ({ number, ...answer })).catch(besides(session, number));
  });
  session.reporter.result({ invoices: outcomes }, (page) =>
    outcomes.map((outcome) => outcomeText(outcome, page)).join('\n\n'),
  );
}

async function changeOne(
  session: Session,
  { operation, content, terms }: Change,
  number: string,
  requestId: string | undefined,
): Promise<ChangeAnswer> {
  const { code: actor } = await session.taxpayer();
  return await sendOnce<Terms, ChangeAnswer>(await session.sending(), {
    operation,
    content: { number, content },
    requestId,
    settle: () => terms(number),
    submission: async (id, { body, statement }) => {
      const request = { operation, actor, requestId: id, body: statement };
      return await Promise.resolve({ request, path: `/invoices/${number}/${operation}`, body });
    },
    answerOf,
  });
}

/** Returns the one status of a result. The ledger keeps a list, because a statement may name several invoices. */
function answerOf(result: Json): ChangeAnswer {
  const { requestId, transactionId, invoices } = result as unknown as ChangeResult;
  const [{ status }] = invoices as readonly [ChangedInvoice];
  return { requestId, transactionId, status };
}

function outcomeText(outcome: Outcome, page: Page): string {
  const number = page.paint('bold', outcome.number);
  if ('problem' in outcome) return `${number}\n${problemText(outcome.problem, page)}`;
  return `${number}\n${fieldsText(statusFields(outcome.status), page)}`;
}
