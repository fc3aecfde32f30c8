import {
  type ErrorCode,
  isProviderCode,
  type Json,
  readPaymentText,
  ValidationError,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { nameOf } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { DraftThreads } from '../../issuing/draft-threads.js';
import { IncomingDrafts } from '../../issuing/incoming-request.js';
import type { Issuer } from '../../issuing/issuer.js';
import { issuedAnswer } from '../../issuing/outcome.js';
import { created } from '../answer.js';
import type { BodyLine } from '../body/read-lines.js';
import { bulkLineShown, issueInBulk } from '../bulk.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { drafts, issued } from '../schemas/documents.js';
import { problem } from '../schemas/problem.js';
import { laneName, ledgerName, paymentName } from '../schemas/text.js';
import { namesIn, statementHeaders, statementIn } from '../statement-headers.js';

const REFUSALS: readonly ErrorCode[] = [
  'NOT_THE_SELLER',
  'TAXPAYER_SUSPENDED',
  'CREDIT_NOT_FOUND',
  'CREDIT_EXCEEDED',
  'NUMBERS_EXHAUSTED',
  'RULE_SET_NOT_FOUND',
  'PERIOD_CLOSED',
  'KEY_AMOUNT',
  'PAYMENT_NOT_FOUND',
  'PAYMENT_USED',
  'PAYMENT_AMOUNT',
  ...STATEMENT_REFUSALS,
];

const BULK_DESCRIPTION = `For \`application/x-ndjson\`: each line of the body is a separate request with its own statement, and
only \`Fapiao-Ledger\` is a header. The answer has one line per request, in order, each written when its request is
done. Read the answers while sending: the gateway reads no further than it can answer. \`line\` counts from 1. Numbers
need not follow the order of the lines. After an interruption, send the same lines again: issued requests get the same
answer.`;

const bulkAnswer = z
  .union([
    issued.extend({ line: z.int() }),
    z.object({ line: z.int().optional(), requestId: z.string().optional(), problem }),
  ])
  .meta({ id: 'BulkAnswer', description: 'A line with the outcome of a request.' });

export function issuingRoutes(
  issuer: Issuer,
  statements: Statements,
  threads: DraftThreads,
): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/invoices',
      area: 'Invoices',
      access: 'taxpayer',
      keyScopes: ['issue'],
      summary: 'Issue one draft, or up to 500 drafts, all or none',
      headerFields: statementHeaders(statements.areOptional).extend({
        'Fapiao-Lane': laneName.default('main'),
        'Fapiao-Payment': paymentName.optional(),
      }),
      body: { type: 'application/json', schema: z.custom<Uint8Array>(), isRaw: true, shown: drafts },
      answer: inJson(201, 'The issued invoices. A repeated request gets the same answer.', issued),
      refusals: REFUSALS,
      handle: async ({ caller, headers, body: bytes }) => {
        const { isSingle, ...read } = await threads.body(bytes, caller.code);
        const list = new IncomingDrafts(read);
        const key = { seller: caller.code, lane: headers['Fapiao-Lane'] };
        const payment = readPaymentText(headers['Fapiao-Payment'] ?? '', isProviderCode);
        const paid = payment === undefined ? {} : { payment };
        const request = {
          ...namesIn(headers),
          operation: 'issue',
          actor: caller.code,
          // Parsed only when a custodian signs.
          get body() {
            return { drafts: list.values, ...paid } as Json;
          },
        } as const;
        const statement = await statementIn(headers, request, caller, statements);
        try {
          return created(
            issuedAnswer(await issuer.issue(key, { ...statement, ...paid, drafts: list }, nameOf(caller))),
          );
        } catch (error) {
          throw isSingle && error instanceof ValidationError ? relativeToDraft(error) : error;
        }
      },
    }),
    route({
      method: 'post',
      path: '/v1/invoices',
      area: 'Invoices',
      access: 'taxpayer',
      keyScopes: ['issue'],
      summary: 'Issue up to 10,000 drafts in signed requests, one per line',
      headerFields: z.object({
        'Fapiao-Lane': laneName.default('main'),
        'Fapiao-Payment': paymentName.optional().refine((name) => name === undefined, {
          message: 'each line names its own payment; remove the header',
        }),
        'Fapiao-Ledger': statements.areOptional ? ledgerName.optional() : ledgerName,
      }),
      body: {
        type: 'application/x-ndjson',
        schema: z.custom<AsyncIterable<BodyLine>>(),
        shown: bulkLineShown(statements.areOptional),
      },
      answer: {
        status: 200,
        description: BULK_DESCRIPTION,
        content: { type: 'application/x-ndjson', schema: bulkAnswer },
      },
      refusals: REFUSALS,
      handle: async ({ caller, headers, body, problemOf, requireCredit }) => {
        const key = { seller: caller.code, lane: headers['Fapiao-Lane'] };
        const chunks = issueInBulk({
          issuer,
          statements,
          threads,
          caller,
          key,
          ledger: headers['Fapiao-Ledger'],
          lines: body,
          problemOf,
          requireCredit,
        });
        return { type: 'application/x-ndjson', chunks };
      },
    }),
  ];
}

/** Returns the faults with pointers into the draft, for a caller that sent a single draft instead of a list. */
function relativeToDraft({ faults }: ValidationError): ValidationError {
  return new ValidationError(
    faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/invoices\/0/, '') })),
  );
}
