import type { InvoiceAnswer, RedFormAnswer } from '@fapiao-ledger/client';
import {
  canonicalJson,
  type Json,
  type RedFormJson,
  type RedLetterResult,
  type ReversedLineJson,
  redFormDigest,
  totalsOfReversed,
} from '@fapiao-ledger/core';
import { redFormText } from '../output/red-form-text.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { unproven } from './outcomes.js';
import { sendOnce } from './send-once.js';

/** What a user asks for when it reverses an invoice. */
export interface ReversalOrder {
  readonly number: string;
  /** National code. */
  readonly reason: string;
  /** All that is left when absent. */
  readonly lines: readonly ReversedLineJson[] | undefined;
  /** Lane of the seller. */
  readonly lane: string;
  readonly requestId: string | undefined;
}

/** Starts a red-letter form. Only the seller names a lane: the invoice, as the gateway shows it, tells who that is. */
export async function startRedLetter(
  session: Session,
  { number, reason, lines, lane, requestId }: ReversalOrder,
): Promise<RedLetterResult> {
  const { code: actor } = await session.taxpayer();
  const client = await session.client();
  const chosen = { reason, ...(lines === undefined ? {} : { lines: lines as unknown as Json }) };
  const result = await sendOnce<{ lane: string | null }, RedLetterResult>(await session.sending(), {
    operation: 'start-red-letter',
    content: { number, ...chosen, lane },
    requestId,
    settle: async () => {
      const { invoice } = await client.read<InvoiceAnswer>(`/invoices/${number}`);
      return { lane: invoice.seller.code === actor ? lane : null };
    },
    submission: async (id, settled) => {
      const body = { ...chosen, ...(settled.lane === null ? {} : { lane: settled.lane }) };
      const request = {
        operation: 'start-red-letter',
        actor,
        requestId: id,
        body: { number, ...body },
      } as const;
      return await Promise.resolve({ request, path: `/invoices/${number}/red-letter`, body });
    },
    answerOf,
  });
  tellOtherForm(session, result, { actor, reason });
  return result;
}

/** Warns when another form of the invoice was running, which is then the answer. */
function tellOtherForm(
  session: Session,
  { form }: RedLetterResult,
  own: { readonly actor: string; readonly reason: string },
): void {
  if (form.signers[0] === own.actor && form.reason === own.reason) return;
  session.reporter.warn(
    phrase('form {sequence} of {starter} was running already, for reason {reason}: nothing was started', {
      sequence: form.sequence,
      starter: form.signers[0] ?? '',
      reason: form.reason,
    }),
  );
}

/** An act about a form that was started before. */
export interface FormOrder {
  readonly act: 'confirm' | 'refuse' | 'withdraw' | 'issue';
  readonly number: string;
  /** The last form of the invoice when absent. */
  readonly sequence: number | undefined;
  /** Lane of the seller. */
  readonly lane: string;
  /** Digest of the terms that the user saw before; the form must still have them. */
  readonly terms: string | undefined;
  readonly requestId: string | undefined;
}

/** What is signed besides the number. A repetition signs the same. */
type SettledForm = { readonly sequence: number; readonly terms: string; readonly lane: string | null };

/** Performs an act about a form. The form is shown before its digest is signed. */
export async function actOnRedForm(session: Session, order: FormOrder): Promise<RedLetterResult> {
  const { act, number, lane, terms, requestId } = order;
  const { code: actor } = await session.taxpayer();
  const operation = `${act}-red-letter` as const;
  return await sendOnce<SettledForm, RedLetterResult>(await session.sending(), {
    operation,
    content: { number, sequence: order.sequence ?? null, lane, terms: terms ?? null },
    requestId,
    settle: async () => {
      const form = await readRedForm(session, number, order.sequence);
      const digest = redFormDigest(form);
      session.reporter.show((page) => redFormText(form, digest, page));
      if (terms !== undefined && terms !== digest) throw otherTerms(form, digest);
      return { sequence: form.sequence, terms: digest, lane: form.seller === actor ? lane : null };
    },
    submission: async (id, settled) => {
      const body = bodyOf(act, settled);
      const signed = { number, sequence: settled.sequence, ...body };
      const path = `/invoices/${number}/red-letter/${settled.sequence}/${act}`;
      return await Promise.resolve({
        request: { operation, actor, requestId: id, body: signed },
        path,
        body,
      });
    },
    answerOf,
  });
}

function bodyOf(act: FormOrder['act'], { terms, lane }: SettledForm): Readonly<Record<string, string>> {
  const named = lane === null ? {} : { lane };
  if (act === 'confirm') return { terms, ...named };
  return act === 'issue' ? { lane: lane ?? '' } : {};
}

/**
 * Returns a form as the gateway shows it, under the number and sequence that the user asked for.
 * @throws {VerificationError} ANSWER_UNPROVEN when its totals are not the sums of its lines, or it is another form
 */
export async function readRedForm(
  session: Session,
  number: string,
  asked: number | undefined,
): Promise<RedFormJson> {
  const client = await session.client();
  const sequence = asked ?? (await lastFormOf(session, number));
  const { form } = await client.read<RedFormAnswer>(`/invoices/${number}/red-letter/${sequence}`);
  const isAsked = form.number === number && form.sequence === sequence;
  if (!isAsked)
    throw unproven(
      phrase('the gateway shows form {shown} of {number} instead of form {sequence}', {
        shown: form.sequence,
        number: form.number,
        sequence,
      }),
    );
  if (!hasRightTotals(form))
    throw unproven(phrase('the totals of the form are not the sums of its lines: do not trust this gateway'));
  return form;
}

/** Returns the sequence of the last form; 1 when there is none, of which the gateway then says so. */
async function lastFormOf(session: Session, number: string): Promise<number> {
  const { status } = await (await session.client()).read<InvoiceAnswer>(`/invoices/${number}`);
  return Math.max(status.reversal?.forms ?? 0, 1);
}

function hasRightTotals({ lines, totals }: RedFormJson): boolean {
  return canonicalJson(totalsOfReversed(lines)) === canonicalJson(totals);
}

function otherTerms({ number, sequence }: RedFormJson, digest: string): Error {
  return unproven(
    phrase('form {sequence} of {number} has other terms than those that you name: {digest}', {
      sequence,
      number,
      digest,
    }),
  );
}

function answerOf(result: Json): RedLetterResult {
  return result as unknown as RedLetterResult;
}
