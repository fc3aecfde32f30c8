import { MANDATES_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { instant, redLetterResult } from './documents.js';
import {
  creditCode,
  credited,
  invoiceNumber,
  keyEpoch,
  laneName,
  instant as moment,
  participant,
  paymentId,
  paymentReference,
  provider,
  requestId,
} from './text.js';

/** Schemas of payments, their providers and sellers' mandates. */

const amount = { amount: credited, paidAt: moment };

/** The payment of a request of a page. */
export const requestPayment = z.union([paymentReference, paymentReference.extend(amount)]);

/** What a provider signs of a payment. */
export const paymentTerms = z
  .strictObject({ id: paymentId, payee: creditCode, ...amount })
  .meta({ id: 'PaymentTerms', description: 'What a provider confirms of a payment.' });

export const payment = z
  .object({
    ...paymentTerms.shape,
    provider,
    invoices: z
      .object({ page: invoiceNumber, first: invoiceNumber, count: z.int() })
      .exactOptional()
      .meta({ description: 'the invoices that it paid; absent while it is unused' }),
    refunds: z.array(
      z.object({
        id: paymentId,
        amount: credited,
        refundedAt: instant,
        number: invoiceNumber,
        sequence: z.int(),
      }),
    ),
  })
  .meta({ id: 'Payment', description: 'A payment that its provider has confirmed.' });

export const paymentResult = z
  .object({ requestId, transactionId: z.string(), payment })
  .meta({ id: 'PaymentResult' });

export const refundResult = redLetterResult.extend({ payment }).meta({ id: 'RefundResult' });

export const mandateTerms = z.strictObject({
  provider,
  lane: laneName,
  amountMax: credited.meta({ description: 'largest payment that issues' }),
  until: moment,
  types: z
    .array(z.enum(['ORDINARY', 'SPECIAL']))
    .min(1)
    .max(2)
    .exactOptional(),
  refundLane: laneName
    .exactOptional()
    .meta({ description: 'the lane of red-letter invoices; without it, refunds start none' }),
});

export const mandates = z
  .object({
    seller: participant,
    mandates: z
      .array(z.object({ ...mandateTerms.shape, grantedAt: instant, grantedUnder: keyEpoch }))
      .max(MANDATES_MAX),
  })
  .meta({ id: 'Mandates', description: 'The mandates of a seller, one for each provider.' });

export const providerEntry = z
  .object({
    code: provider,
    name: z.string(),
    status: z.enum(['ACTIVE', 'REVOKED']),
    mspId: z.string(),
    publicKey: z.string(),
    keyEpoch,
  })
  .meta({ id: 'Provider' });
