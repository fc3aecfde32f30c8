import {
  addRefund,
  DomainError,
  mandateOf,
  type Read,
  type RefundResult,
  type RequestBodies,
  read,
  readReversedLines,
  refundLaneOf,
  requireMandate,
  requireRefundable,
} from '#core';
import type { Transaction } from '../transaction.js';
import { actIn, perform, type SignedAct } from './act.js';
import { mandatesOf } from './mandates.js';
import { paymentOf, putPayment } from './payments.js';
import { decideReversal, runningFormOf, start } from './red-letters.js';
import { taxpayerOf } from './signers.js';

/**
 * Starts the red-letter form of a refund in the name of the payee, by its mandate, and issues the red-letter invoice where no other side
 * must confirm (T21, T23).
 *
 * @throws {DomainError} as `perform`, then PAYMENT_NOT_FOUND, as core's `requireRefundable`, MANDATE_NOT_FOUND, MANDATE_ENDED,
 *   MANDATE_EXCEEDED, RED_FORM_RUNS, those of `startRedLetter`, PAYMENT_AMOUNT
 */
export async function confirmRefund(
  transaction: Transaction,
  act: SignedAct<RequestBodies['confirm-refund']>,
): Promise<RefundResult> {
  return await perform(transaction, 'confirm-refund', act, async ({ policy }) => {
    const { actor: provider, requestId, signature, body } = act;
    const { number, reason, lines } = body;
    const payment = await paymentOf(transaction, { provider, id: body.payment });
    const { page } = requireRefundable(payment, body, transaction.at);
    const mandates = await mandatesOf(transaction, payment.payee);
    const { keyEpoch } = await taxpayerOf(transaction, payment.payee);
    const terms = { at: transaction.at, keyEpoch };
    const lane = refundLaneOf(requireMandate(mandateOf(mandates, provider), provider, terms));
    const subject = {
      operation: 'confirm-refund',
      actor: payment.payee,
      requestId,
      signature,
      number,
      page,
    } as const;
    const wish = { actor: payment.payee, reason, lane, ...(lines === undefined ? {} : { lines }) };
    const result = await decideReversal(transaction, policy, subject, async (the) => {
      const running = await runningFormOf(the);
      if (running !== undefined) throw formRuns(running);
      return await start(the, wish);
    });
    const refunded = addRefund(payment, body, result.form);
    await putPayment(transaction, refunded);
    return { ...result, payment: refunded };
  });
}

export const readRefundConfirmation: Read<SignedAct<RequestBodies['confirm-refund']>> = read.object(
  (reader) =>
    actIn(
      reader,
      read.record({
        payment: read.paymentId,
        refund: read.paymentId,
        amount: read.amountText,
        refundedAt: read.instant(),
        number: read.invoiceNumber,
        reason: read.text,
        lines: read.optional(readReversedLines),
      }),
      read.providerCode,
    ),
);

function formRuns({ number, sequence }: { readonly number: string; readonly sequence: number }): DomainError {
  return new DomainError(
    'RED_FORM_RUNS',
    `form ${sequence} of invoice ${number} has not ended; confirm the refund again when it has`,
  );
}
