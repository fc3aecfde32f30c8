import type { ErrorCode, RequestBodies } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { TaxpayerCaller } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import { type ChangeOperation, relayChange } from '../../invoices/relay-change.js';
import type { Contract } from '../../ledger/contract.js';
import { type Answer, ok } from '../answer.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { status } from '../schemas/documents.js';
import { creditCode, invoiceNumber, participant, yuan } from '../schemas/text.js';
import { namesIn, type StatementHeaders, statementHeaders, statementIn } from '../statement-headers.js';

const EVERY_CHANGE: readonly ErrorCode[] = [
  'INVOICE_NOT_FOUND',
  'TAXPAYER_SUSPENDED',
  'INVOICE_FROZEN',
  'INVOICE_REDEEMED',
  'KEY_AMOUNT',
  ...STATEMENT_REFUSALS,
];

const changed = z
  .object({ requestId: z.string(), transactionId: z.string(), status })
  .meta({ id: 'Changed' });

/** Refusals of an act about the use of an invoice. */
const EVERY_USE: readonly ErrorCode[] = [
  'INVOICE_NOT_FOUND',
  'TAXPAYER_SUSPENDED',
  'NOT_THE_BUYER',
  'INVOICE_FROZEN',
  'INVOICE_RED',
  ...STATEMENT_REFUSALS,
];

/** The common parts of these routes: each takes a signed statement about one invoice. */
const common = {
  method: 'post',
  area: 'Invoices',
  access: 'taxpayer',
  pathFields: z.strictObject({ number: invoiceNumber }),
  answer: inJson(200, 'The new state. A repeated request gets the same answer.', changed),
} as const;

interface StatementCall {
  readonly caller: TaxpayerCaller;
  readonly headers: StatementHeaders;
}

export function changeRoutes(
  contract: Contract,
  invoices: InvoiceReader,
  statements: Statements,
): readonly Route[] {
  const statement = {
    ...common,
    headerFields: statementHeaders(statements.areOptional),
  };
  const circulating = { ...statement, keyScopes: ['circulate'] } as const;
  const perform = async <Of extends ChangeOperation>(
    operation: Of,
    { caller, headers }: StatementCall,
    body: RequestBodies[Of],
  ): Promise<Answer> => {
    const signed = { operation, actor: caller.code, body };
    const statement = await statementIn(headers, { ...namesIn(headers), ...signed }, caller, statements);
    return ok(await relayChange(contract, invoices, signed, { ledger: statements.ledger, statement }));
  };
  return [
    route({
      ...circulating,
      path: '/v1/invoices/{number}/transfer',
      summary: 'Transfer an invoice to another participant',
      body: { type: 'application/json', schema: z.strictObject({ to: participant }) },
      refusals: [...EVERY_CHANGE, 'TAXPAYER_NOT_FOUND', 'NOT_THE_HOLDER', 'INVOICE_LOCKED'],
      handle: async (call) => await perform('transfer', call, { ...call.body, invoices: [call.path] }),
    }),
    route({
      ...circulating,
      path: '/v1/invoices/{number}/lock',
      summary: 'Lock an invoice for the claim of a company',
      body: { type: 'application/json', schema: z.strictObject({ company: creditCode }) },
      refusals: [
        ...EVERY_CHANGE,
        'TAXPAYER_NOT_FOUND',
        'NOT_THE_HOLDER',
        'INVOICE_LOCKED',
        'CLAIM_TITLE_MISMATCH',
      ],
      handle: async (call) => await perform('lock', call, { ...call.body, invoices: [call.path] }),
    }),
    route({
      ...circulating,
      path: '/v1/invoices/{number}/unlock',
      summary: 'Release the lock of a claim',
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...EVERY_CHANGE, 'NOT_THE_CLAIMANT', 'INVOICE_NOT_LOCKED'],
      handle: async (call) => await perform('unlock', call, { invoices: [call.path] }),
    }),
    route({
      ...circulating,
      path: '/v1/invoices/{number}/redeem',
      summary: 'Book an amount of a locked invoice',
      body: { type: 'application/json', schema: z.strictObject({ amount: yuan }) },
      refusals: [
        ...EVERY_CHANGE,
        'NOT_THE_CLAIMANT',
        'INVOICE_NOT_LOCKED',
        'REDEEM_EXCEEDS_REST',
        'REDEMPTION_COUNT',
      ],
      handle: async (call) => await perform('redeem', call, { invoices: [{ ...call.path, ...call.body }] }),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/confirm-use',
      summary: 'Confirm once what the buyer uses an invoice for, and in which tax period',
      body: { type: 'application/json', schema: bodies['confirm-use'].omit({ invoices: true }) },
      refusals: [...EVERY_USE, 'USE_NOT_ALLOWED', 'USE_CONFIRMED', 'USE_PERIOD', 'RULE_SET_NOT_FOUND'],
      handle: async (call) => await perform('confirm-use', call, { ...call.body, invoices: [call.path] }),
    }),
    route({
      ...statement,
      path: '/v1/invoices/{number}/revoke-use',
      summary: 'Revoke the confirmation of use',
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...EVERY_USE, 'USE_NOT_CONFIRMED'],
      handle: async (call) => await perform('revoke-use', call, { invoices: [call.path] }),
    }),
  ];
}
