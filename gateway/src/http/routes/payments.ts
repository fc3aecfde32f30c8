import { type ErrorCode, type Json, type PaymentJson, paymentNotFound } from '@fapiao-ledger/core';
import { z } from 'zod';
import { type Caller, type ProviderCaller, readsAll } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { DraftThreads } from '../../issuing/draft-threads.js';
import { IncomingDrafts } from '../../issuing/incoming-request.js';
import { issuedAnswer } from '../../issuing/outcome.js';
import type { Payments } from '../../issuing/payments.js';
import type { Heights } from '../../ledger/heights.js';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import { created, ok } from '../answer.js';
import { faultsOfBody } from '../faults-of-body.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { draftList, height, issued } from '../schemas/documents.js';
import { payment, paymentResult, paymentTerms, refundResult } from '../schemas/payments.js';
import { paymentId, provider } from '../schemas/text.js';
import { namesIn, type StatementHeaders, statementHeaders, statementIn } from '../statement-headers.js';

/** Refusals of a confirmation of a payment or a refund. */
const CONFIRMING: readonly ErrorCode[] = [
  'PROVIDER_REVOKED',
  'PAYMENT_DIFFERS',
  'PAYMENT_TIME',
  'PAYMENT_AMOUNT',
  'MANDATE_NOT_FOUND',
  'MANDATE_ENDED',
  'MANDATE_EXCEEDED',
  'TAXPAYER_SUSPENDED',
  'NUMBERS_EXHAUSTED',
  'RULE_SET_NOT_FOUND',
  'PERIOD_CLOSED',
  'CREDIT_NOT_FOUND',
  ...STATEMENT_REFUSALS,
];

const confirmation = z
  .strictObject({ payment: paymentTerms, invoices: draftList.exactOptional() })
  .meta({ id: 'PaymentConfirmation' });

interface StatementCall {
  readonly caller: ProviderCaller;
  readonly headers: StatementHeaders;
}

/** Returns the routes by which providers confirm payments and refunds, and by which a payment is read. */
export function paymentRoutes(parts: {
  readonly payments: Payments;
  readonly facts: LedgerFacts;
  readonly heights: Heights;
  readonly statements: Statements;
  readonly drafts: DraftThreads;
}): readonly Route[] {
  const { payments, facts, heights, statements, drafts } = parts;
  const headerFields = statementHeaders(false);
  const signed = async (
    { caller, headers }: StatementCall,
    operation: 'issue-paid' | 'confirm-payment' | 'confirm-refund',
  ) => {
    // A provider's key is never in custody, so no body is signed here.
    const request = { ...namesIn(headers), operation, actor: caller.code, body: {} as Json };
    return { provider: caller.code, statement: await statementIn(headers, request, caller, statements) };
  };
  return [
    route({
      method: 'post',
      path: '/v1/payments',
      area: 'Payments',
      access: 'provider',
      summary: 'Confirm a payment; with drafts, issue their invoices by the mandate of the payee',
      headerFields,
      body: { type: 'application/json', schema: z.custom<Uint8Array>(), isRaw: true, shown: confirmation },
      answer: inJson(
        201,
        'The issued invoices, or without drafts the payment. A repeated request gets the same answer.',
        z.union([issued, paymentResult]),
      ),
      refusals: [...CONFIRMING, 'PAYMENT_USED', 'NOT_THE_SELLER', 'CREDIT_EXCEEDED'],
      handle: async (call) => {
        const { payment: terms, drafts: read } = await drafts.payment(call.body, call.caller.code);
        if (read === undefined)
          return created(await payments.confirm(await signed(call, 'confirm-payment'), terms));
        const statement = await signed(call, 'issue-paid');
        return created(issuedAnswer(await payments.issue(statement, terms, new IncomingDrafts(read))));
      },
    }),
    route({
      method: 'get',
      path: '/v1/payments/{provider}/{id}',
      area: 'Payments',
      access: 'authenticated',
      summary: 'Read a payment with its invoices and refunds, as its provider or its payee',
      pathFields: z.strictObject({ provider, id: paymentId }),
      answer: inJson(200, 'The payment', payment.extend({ height })),
      refusals: ['PAYMENT_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        const blocks = await heights.asText();
        const found = await facts.payment(path);
        // A stranger does not learn whether there is such a payment.
        if (found === undefined || !isParty(caller, found)) throw paymentNotFound(path);
        return ok({ ...found, height: blocks });
      },
    }),
    route({
      method: 'post',
      path: '/v1/refunds',
      area: 'Payments',
      access: 'provider',
      summary: 'Confirm a refund of a payment, which starts to reverse one of its invoices',
      headerFields,
      body: { type: 'application/json', schema: bodies['confirm-refund'] },
      answer: inJson(200, 'The red-letter form, the invoice and the payment afterwards', refundResult),
      refusals: [
        ...CONFIRMING,
        'PAYMENT_NOT_FOUND',
        'REFUND_USED',
        'INVOICE_NOT_PAID',
        'REFUND_COUNT',
        'REFUND_EXCEEDS_PAYMENT',
        'RED_FORM_RUNS',
        'INVOICE_FROZEN',
        'INVOICE_RED',
        'INVOICE_LOCKED',
        'RED_REASON',
        'REVERSAL_LINE',
        'REVERSAL_EXCEEDS_REST',
        'REVERSAL_COUNT',
      ],
      handle: async (call) => {
        try {
          return ok(await payments.refund(await signed(call, 'confirm-refund'), call.body));
        } catch (error) {
          throw faultsOfBody(error);
        }
      },
    }),
  ];
}

/** Whether a caller may read a payment: its provider, its payee, the bureau or an auditor. */
function isParty(caller: Caller, { provider: code, payee }: PaymentJson): boolean {
  if (readsAll(caller)) return true;
  return 'code' in caller && caller.code === (caller.role === 'provider' ? code : payee);
}
