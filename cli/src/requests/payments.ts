import type { IssueAnswer } from '@fapiao-ledger/client';
import type { Json, PaymentResult, PaymentTerms, RefundResult, RequestBodies } from '@fapiao-ledger/core';
import type { Session } from '../session.js';
import { issuedBy } from './issued-by.js';
import { type SignedAct, sendAct } from './send-act.js';

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
    requestId,
    answerOf: (result) => result as unknown as RefundResult,
  });
}

async function send<T>(session: Session, order: Omit<SignedAct<T>, 'actor'>): Promise<T> {
  const { code: actor } = await session.provider();
  return await sendAct(session, { ...order, actor });
}
