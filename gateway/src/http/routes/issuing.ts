import { DraftList, type ErrorCode, ValidationError } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Statements } from '../../access/statements.js';
import type { DraftThreads } from '../../issuing/draft-threads.js';
import type { Issuer } from '../../issuing/issuer.js';
import { issuedAnswer } from '../../issuing/outcome.js';
import { created } from '../answer.js';
import type { BodyLine } from '../body/read-lines.js';
import { bulkLineShown, issueInBulk } from '../bulk.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { drafts, issued } from '../schemas/documents.js';
import { problem } from '../schemas/problem.js';
import { laneName, ledgerName } from '../schemas/text.js';
import { namesIn, statementHeaders, statementIn } from '../statement-headers.js';

const REFUSALS: readonly ErrorCode[] = [
  'NOT_THE_SELLER',
  'TAXPAYER_SUSPENDED',
  'CREDIT_NOT_FOUND',
  'CREDIT_EXCEEDED',
  'NUMBERS_EXHAUSTED',
  'RULE_SET_NOT_FOUND',
  'PERIOD_CLOSED',
  ...STATEMENT_REFUSALS,
];

const BULK_DESCRIPTION = `For \`application/x-ndjson\`, whose lines are requests of their own, each with its
own statement; only \`Fapiao-Ledger\` stands in the headers: one line of answer a request, in order, as each is
done. Read the answers while sending, for the gateway reads no further than it may answer. \`line\` counts from 1. Numbers
need not follow the order of the lines. Of a
request cut off anywhere, send the same lines again: what was issued is answered as before.`;

const bulkAnswer = z
  .union([
    issued.extend({ line: z.int() }),
    z.object({ line: z.int().optional(), requestId: z.string().optional(), problem }),
  ])
  .meta({ id: 'BulkAnswer', description: 'One line: what became of a request.' });

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
      summary: 'Issue one draft, or up to 500 together or not at all',
      headerFields: statementHeaders(statements.areOptional).extend({
        'Fapiao-Lane': laneName.default('main'),
      }),
      body: { type: 'application/json', schema: z.custom<Uint8Array>(), isRaw: true, shown: drafts },
      answer: inJson(201, 'Issued; the same answer whenever the request is repeated', issued),
      refusals: REFUSALS,
      handle: async ({ caller, headers, body: sent }) => {
        const { isSingle, ...read } = await threads.body(sent, caller.code);
        const list = new DraftList(read);
        const key = { seller: caller.code, lane: headers['Fapiao-Lane'] };
        const request = {
          ...namesIn(headers),
          operation: 'issue',
          actor: caller.code,
          // Read only where a custodian signs.
          get body() {
            return { drafts: list.values };
          },
        } as const;
        const statement = await statementIn(headers, request, caller, statements);
        try {
          return created(issuedAnswer(await issuer.issue(key, { ...statement, drafts: list })));
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
      summary: 'Issue up to 10,000 drafts, in signed requests one a line',
      headerFields: z.object({
        'Fapiao-Lane': laneName.default('main'),
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

/** The contract points into a list of drafts; who sent one draft gets pointers into that. */
function relativeToDraft({ faults }: ValidationError): ValidationError {
  return new ValidationError(
    faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/invoices\/0/, '') })),
  );
}
