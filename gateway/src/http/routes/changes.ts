import type { ErrorCode, RequestBodies } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { TaxpayerCaller } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import { type ChangeOperation, relayChange } from '../../invoices/relay-change.js';
import type { Contract } from '../../ledger/contract.js';
import { type Answer, ok } from '../answer.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { status } from '../schemas/documents.js';
import { creditCode, invoiceNumber, participant, yuan } from '../schemas/text.js';
import { namesIn, type StatementHeaders, statementHeaders, statementIn } from '../statement-headers.js';

const EVERY_CHANGE: readonly ErrorCode[] = [
  'INVOICE_NOT_FOUND',
  'TAXPAYER_SUSPENDED',
  'INVOICE_FROZEN',
  'INVOICE_REDEEMED',
  ...STATEMENT_REFUSALS,
];

const changed = z
  .object({ requestId: z.string(), transactionId: z.string(), status })
  .meta({ id: 'Changed' });

/** The common parts of the four routes: each takes a signed statement about one invoice. */
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
      ...statement,
      path: '/v1/invoices/{number}/transfer',
      summary: 'Transfer an invoice to another participant',
      body: { type: 'application/json', schema: z.strictObject({ to: participant }) },
      refusals: [...EVERY_CHANGE, 'TAXPAYER_NOT_FOUND', 'NOT_THE_HOLDER', 'INVOICE_LOCKED'],
      handle: async (call) => await perform('transfer', call, { ...call.body, invoices: [call.path] }),
    }),
    route({
      ...statement,
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
      ...statement,
      path: '/v1/invoices/{number}/unlock',
      summary: 'Release the lock of a claim',
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...EVERY_CHANGE, 'NOT_THE_CLAIMANT', 'INVOICE_NOT_LOCKED'],
      handle: async (call) => await perform('unlock', call, { invoices: [call.path] }),
    }),
    route({
      ...statement,
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
  ];
}
