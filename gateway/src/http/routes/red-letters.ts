import { type ErrorCode, type Json, type RequestBodies, redFormDigest } from '@fapiao-ledger/core';
import { z } from 'zod';
import { requireReader, type TaxpayerCaller } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import type { RedLetterOperation, RedLetters } from '../../issuing/red-letters.js';
import type { Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import { type Answer, ok } from '../answer.js';
import { faultsOfBody } from '../faults-of-body.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { redFormAnswer, redLetterResult } from '../schemas/documents.js';
import { formSequence, invoiceNumber } from '../schemas/text.js';
import { namesIn, type StatementHeaders, statementHeaders, statementIn } from '../statement-headers.js';

const NUMBER = { number: invoiceNumber };
const FORM = z.strictObject({ ...NUMBER, sequence: formSequence });

const EVERY_ACT: readonly ErrorCode[] = [
  'INVOICE_NOT_FOUND',
  'TAXPAYER_SUSPENDED',
  'RULE_SET_NOT_FOUND',
  'NOT_A_PARTY',
  ...STATEMENT_REFUSALS,
];
/** Refusals of an act about a form that was started before. */
const EVERY_FORM: readonly ErrorCode[] = [...EVERY_ACT, 'RED_FORM_NOT_FOUND', 'RED_FORM_ENDED'];
/** Refusals of an act that takes something of the invoice. */
const REVERSING: readonly ErrorCode[] = ['INVOICE_FROZEN', 'INVOICE_RED', 'INVOICE_LOCKED'];
/** Refusals of an act that may issue the red-letter invoice. */
const ISSUING: readonly ErrorCode[] = [
  'CREDIT_NOT_FOUND',
  'NUMBERS_EXHAUSTED',
  'PERIOD_CLOSED',
  'ORDINARY_ONLY',
];

const common = {
  method: 'post',
  area: 'Invoices',
  access: 'taxpayer',
  answer: inJson(
    200,
    'The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer.',
    redLetterResult,
  ),
} as const;

interface StatementCall {
  readonly caller: TaxpayerCaller;
  readonly headers: StatementHeaders;
}

/** Returns the routes by which sides start, confirm, refuse and withdraw a red-letter form, and the seller issues its invoice. */
export function redLetterRoutes(parts: {
  readonly redLetters: RedLetters;
  readonly contract: Contract;
  readonly invoices: InvoiceReader;
  readonly heights: Heights;
  readonly statements: Statements;
}): readonly Route[] {
  const { redLetters, contract, invoices, heights, statements } = parts;
  const { ledger } = statements;
  const headerFields = statementHeaders(statements.areOptional);
  const statement = { ...common, headerFields };
  const perform = async <Of extends RedLetterOperation>(
    operation: Of,
    { caller, headers }: StatementCall,
    body: RequestBodies[Of],
  ): Promise<Answer> => {
    const actor = caller.code;
    const request = { ...namesIn(headers), operation, actor, body: body as unknown as Json };
    const statement = await statementIn(headers, request, caller, statements);
    const answered = redLetters.relay({ operation, actor, body }, { ledger, statement });
    return ok(
      await answered.catch((error: unknown) => {
        throw faultsOfBody(error);
      }),
    );
  };
  return [
    route({
      ...statement,
      path: '/v1/invoices/{number}/red-letter',
      summary:
        'Start to reverse an invoice, in part or in whole; done at once where no confirmation is needed',
      pathFields: z.strictObject(NUMBER),
      body: { type: 'application/json', schema: bodies['start-red-letter'].omit({ number: true }) },
      refusals: [
        ...EVERY_ACT,
        ...REVERSING,
        ...ISSUING,
        'RED_LETTER_BY_SELLER',
        'RED_REASON',
        'REVERSAL_LINE',
        'REVERSAL_EXCEEDS_REST',
        'LINE_AMOUNT_MISMATCH',
        'LINE_TAX_MISMATCH',
        'REVERSAL_COUNT',
      ],
      handle: async (call) => await perform('start-red-letter', call, { ...call.path, ...call.body }),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/red-letter/{sequence}/confirm',
      summary:
        'Confirm a red-letter form by the digest of its terms; the last confirmation issues its invoice',
      pathFields: FORM,
      body: {
        type: 'application/json',
        schema: bodies['confirm-red-letter'].omit({ number: true, sequence: true }),
      },
      refusals: [...EVERY_FORM, ...REVERSING, ...ISSUING, 'RED_FORM_TERMS'],
      handle: async (call) => await perform('confirm-red-letter', call, { ...formIn(call), ...call.body }),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/red-letter/{sequence}/issue',
      summary: 'Issue the red-letter invoice of a confirmed form from another lane, as the seller',
      pathFields: FORM,
      body: {
        type: 'application/json',
        schema: bodies['issue-red-letter'].omit({ number: true, sequence: true }),
      },
      refusals: [...EVERY_FORM, ...REVERSING, ...ISSUING, 'NOT_THE_SELLER', 'RED_FORM_AWAITS'],
      handle: async (call) => await perform('issue-red-letter', call, { ...formIn(call), ...call.body }),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/red-letter/{sequence}/refuse',
      summary: 'Refuse a red-letter form, as a side that has not signed it',
      pathFields: FORM,
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...EVERY_FORM, 'RED_FORM_SIGNED'],
      handle: async (call) => await perform('refuse-red-letter', call, formIn(call)),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/red-letter/{sequence}/withdraw',
      summary: 'Withdraw a red-letter form, as the taxpayer that started it',
      pathFields: FORM,
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...EVERY_FORM, 'NOT_THE_STARTER'],
      handle: async (call) => await perform('withdraw-red-letter', call, formIn(call)),
    }),
    route({
      method: 'get',
      area: 'Invoices',
      access: 'authenticated',
      path: '/v1/invoices/{number}/red-letter/{sequence}',
      summary: 'Read a red-letter form and the digest of its terms',
      pathFields: FORM,
      answer: inJson(200, 'The form', redFormAnswer),
      refusals: ['INVOICE_NOT_FOUND', 'NOT_A_PARTY', 'RED_FORM_NOT_FOUND'],
      handle: async ({ caller, path }) => {
        const blocks = await heights.asText();
        requireReader(caller, await invoices.view(path.number));
        const form = await contract.read('invoice:ReadRedForm', formIn({ path }));
        return ok({ form, terms: redFormDigest(form), height: blocks });
      },
    }),
  ];
}

/** Returns the form that a path names, with its sequence as the number that is signed. */
function formIn({ path }: { readonly path: z.infer<typeof FORM> }): {
  readonly number: string;
  readonly sequence: number;
} {
  return { number: path.number, sequence: Number(path.sequence) };
}
