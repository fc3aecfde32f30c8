import type { ChangeAnswer } from '@fapiao-ledger/client';
import type { ChangedInvoice, ChangeResult, Json } from '@fapiao-ledger/core';
import { statusFields } from '../output/invoice-text.js';
import { fieldsText } from '../output/table.js';
import type { Session } from '../session.js';
import { eachInvoice } from './each-invoice.js';
import { sendOnce } from './send-once.js';

/** A change that is made to each of several invoices, with one request per invoice. */
export interface Change {
  readonly operation: 'transfer' | 'lock' | 'unlock' | 'redeem' | 'confirm-use' | 'revoke-use';
  readonly numbers: readonly string[];
  readonly requestId: string | undefined;
  /** The user's choice, in full or with a field left open. */
  readonly content: Json;
  /** Returns what is sent and signed for one invoice. */
  readonly terms: (number: string) => Promise<Terms>;
}

type Terms = { readonly body: Json; readonly statement: Json };

/** Returns what a change of every invoice in the same way asks for, sends and signs. */
export function sameForAll(content: Readonly<Record<string, string>>): Pick<Change, 'content' | 'terms'> {
  const terms = async (number: string): Promise<Terms> =>
    await Promise.resolve({ body: content, statement: { ...content, invoices: [{ number }] } });
  return { content, terms };
}

/** Changes one invoice after the other, as `eachInvoice` does. */
export async function changeInvoices(session: Session, change: Change): Promise<void> {
  await eachInvoice<ChangeAnswer>(session, {
    title: change.operation,
    numbers: change.numbers,
    requestId: change.requestId,
    send: async (number, id) => await changeOne(session, change, number, id),
    text: ({ status }, page) => fieldsText(statusFields(status), page),
  });
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
