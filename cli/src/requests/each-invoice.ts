import { problemText } from '../output/problem-text.js';
import { inTurn } from '../output/progress.js';
import type { Page } from '../output/table.js';
import { besides, type Problematic } from '../problem.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Requests of one kind about several invoices: one request for each. */
export interface EachInvoice<Answer> {
  /** What is done, for the bar of progress. */
  readonly title: string;
  readonly numbers: readonly string[];
  readonly requestId: string | undefined;
  readonly send: (number: string, requestId: string | undefined) => Promise<Answer>;
  readonly text: (answer: Answer, page: Page) => string;
}

/**
 * Sends one request after the other and reports the answers. A single refusal is thrown; among several it is shown beside the
 * successes, and the worst exit code is kept.
 */
export async function eachInvoice<Answer extends object>(
  session: Session,
  { title, numbers, requestId, send, text }: EachInvoice<Answer>,
): Promise<void> {
  type Outcome = ({ readonly number: string } & Answer) | Problematic;
  const textOf = (outcome: Outcome, page: Page): string => {
    const number = page.paint('bold', outcome.number);
    return `${number}\n${'problem' in outcome ? problemText(outcome.problem, page) : text(outcome, page)}`;
  };
  const [only] = numbers;
  if (numbers.length === 1 && only !== undefined) {
    const outcome = { number: only, ...(await send(only, requestId)) };
    session.reporter.result(outcome, (page) => textOf(outcome, page));
    return;
  }
  const work = { title, unit: phrase('invoices') };
  const outcomes = await inTurn(session, work, numbers, async (number, index): Promise<Outcome> => {
    const id = requestId === undefined ? undefined : `${requestId}.${index + 1}`;
    const sent = send(number, id);
    return await sent.then((answer) => ({ number, ...answer })).catch(besides(session, number));
  });
  session.reporter.result({ invoices: outcomes }, (page) =>
    outcomes.map((outcome) => textOf(outcome, page)).join('\n\n'),
  );
}
