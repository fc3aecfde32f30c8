import type { IssueAnswer } from '@fapiao-ledger/client';
import type { Json, PaymentResult, PaymentTerms, RefundResult, RequestBodies } from '@fapiao-ledger/core';
import type { Session } from '../session.js';
import { issuedBy } from './issued-by.js';
import { sendOnce } from './send-once.js';
import type { AnswerOf } from './settlement.js';

/** Confirms a payment with the drafts that it pays: they are issued by the mandate of the payee. */
export async function payDrafts(
  session: Session,
  payment: PaymentTerms,
  drafts: readonly Json[],
  requestId: string | undefined,
): Promise<IssueAnswer> {
  const terms = payment as unknown as Json;
  const list = drafts as unknown as Json;
  return await send(session, {
    operation: 'issue-paid',
    path: '/payments',
    signed: { drafts: list, payment: terms },
    sent: { payment: terms, invoices: list },
    requestId,
    answerOf: issuedBy,
  });
}

/** Confirms a payment without drafts. */
export async function confirmPayment(
  session: Session,
  payment: PaymentTerms,
  requestId: string | undefined,
): Promise<PaymentResult> {
  const body = { payment: payment as unknown as Json };
  return await send(session, {
    operation: 'confirm-payment',
    path: '/payments',
    signed: body,
    sent: body,
    requestId,
    answerOf: (result) => result as unknown as PaymentResult,
  });
}

/** Confirms a refund, which starts to reverse an invoice of the payment. */
export async function confirmRefund(
  session: Session,
  body: RequestBodies['confirm-refund'],
  requestId: string | undefined,
): Promise<RefundResult> {
  return await send(session, {
    operation: 'confirm-refund',
    path: '/refunds',
    signed: body as unknown as { readonly [field: string]: Json },
    sent: body as unknown as Json,
    requestId,
    answerOf: (result) => result as unknown as RefundResult,
  });
}

interface ProviderOrder<T> {
  readonly operation: 'issue-paid' | 'confirm-payment' | 'confirm-refund';
  readonly path: string;
  readonly signed: { readonly [field: string]: Json };
  readonly sent: Json;
  readonly requestId: string | undefined;
  readonly answerOf: AnswerOf<T>;
}

async function send<T>(
  session: Session,
  { operation, path, signed, sent, requestId, answerOf }: ProviderOrder<T>,
): Promise<T> {
  const { code: actor } = await session.provider();
  return await sendOnce<null, T>(await session.sending(), {
    operation,
    content: { operation, ...signed },
    requestId,
    settle: async () => await Promise.resolve(null),
    submission: async (id) => {
      const request = { operation, actor, requestId: id, body: signed };
      return await Promise.resolve({ request, path, body: sent });
    },
    answerOf,
  });
}
