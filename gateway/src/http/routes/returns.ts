import type { ReturnsPage } from '@fapiao-ledger/core';
import { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { Statements } from '../../access/statements.js';
import type { Bureau } from '../../bureau/bureau.js';
import type { Contract } from '../../ledger/contract.js';
import type { Returns } from '../../returns/returns.js';
import { ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { ownAct } from '../own-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import {
  namedReturn,
  ownReturnsQuery,
  returnAnswer,
  returnEntriesPage,
  returnEntriesQuery,
  returnResult,
  returnsPage,
  returnsQuery,
  taxReturn,
} from '../schemas/returns.js';
import { month } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';
import { definedOf, pageOf } from './lists.js';

const LIMIT = 50;
const PERIOD = z.strictObject({ period: month });
const UNANSWERED = ['QUERY_TOO_BROAD', 'READ_MODEL_UNAVAILABLE'] as const;
const COUNTING = ['DATE_FORMAT', 'TAXPAYER_NOT_FOUND', 'RULE_SET_NOT_FOUND', ...UNANSWERED] as const;

interface Parts {
  readonly returns: Returns;
  readonly contract: Contract;
  readonly bureau: Bureau;
  readonly statements: Statements;
}

/** Returns the routes for returns: of its own months for a taxpayer, of all for the bureau. */
export function returnRoutes(parts: Parts): readonly Route[] {
  return [...ownRoutes(parts), ...bureauRoutes(parts)];
}

function ownRoutes({ returns, contract, statements }: Parts): readonly Route[] {
  const acts = { contract, statements };
  const common = { area: 'Taxpayers', access: 'taxpayer' } as const;
  return [
    route({
      ...common,
      method: 'get',
      path: '/v1/returns',
      summary: 'List the caller’s own returns, by period',
      queryFields: ownReturnsQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', returnsPage),
      refusals: ['DATE_FORMAT', ...UNANSWERED],
      handle: async ({ caller, query: { limit, cursor, ...filter } }) =>
        ok(
          withoutNames(
            await returns.list(
              { taxpayer: caller.code, ...definedOf(filter) },
              pageOf({ limit, cursor }, LIMIT),
            ),
          ),
        ),
    }),
    route({
      ...common,
      method: 'get',
      path: '/v1/returns/{period}',
      summary: 'Count a month of the caller, and read its return',
      pathFields: PERIOD,
      answer: inJson(200, 'The month as it is counted now, and the return that was filed', returnAnswer),
      refusals: COUNTING,
      handle: async ({ caller, path }) => ok(await returns.of({ taxpayer: caller.code, ...path })),
    }),
    route({
      ...common,
      method: 'get',
      path: '/v1/returns/{period}/invoices',
      summary: 'List the invoices behind a figure of a month',
      pathFields: PERIOD,
      queryFields: returnEntriesQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', returnEntriesPage),
      refusals: ['DATE_FORMAT', ...UNANSWERED],
      handle: async ({ caller, path, query }) =>
        ok(await returns.entries(query.figure, { taxpayer: caller.code, ...path }, pageOf(query, LIMIT))),
    }),
    route({
      ...common,
      method: 'post',
      path: '/v1/returns/{period}',
      summary:
        'File the return of a month that is over; nothing is issued or confirmed in the month any more',
      pathFields: PERIOD,
      headerFields: statementHeaders(statements.areOptional),
      body: { type: 'application/json', schema: bodies['file-return'].omit({ period: true }) },
      answer: inJson(200, 'The return. A repeated request gets the same answer.', returnResult),
      refusals: [
        ...STATEMENT_REFUSALS,
        'DATE_FORMAT',
        'MONEY_FORMAT',
        'RATE_FORMAT',
        'TAXPAYER_SUSPENDED',
        'RULE_SET_NOT_FOUND',
        'PERIOD_NOT_OVER',
        'RETURN_FILED',
        'RETURN_ORDER',
        'RETURN_FIGURES',
      ],
      handle: async (call) => ok(await ownAct(acts, 'file-return', call, { ...call.path, ...call.body })),
    }),
  ];
}

/** A taxpayer knows its own name. */
function withoutNames({ returns, ...page }: ReturnsPage): ReturnsPage {
  return { ...page, returns: returns.map(({ taxpayerName: _name, ...each }) => each) };
}

function bureauRoutes({ returns, bureau }: Parts): readonly Route[] {
  const reading = { method: 'get', area: 'Bureau', access: 'authenticated' } as const;
  return [
    route({
      ...reading,
      path: '/v1/bureau/returns',
      summary: 'List the returns of all taxpayers, by period',
      queryFields: returnsQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', returnsPage),
      refusals: ['DATE_FORMAT', 'CREDIT_CODE_INVALID', ...UNANSWERED],
      handle: async ({ caller, query: { limit, cursor, ...filter } }) => {
        requireOverseer(caller);
        return ok(await returns.list(definedOf(filter), pageOf({ limit, cursor }, LIMIT)));
      },
    }),
    route({
      ...reading,
      path: '/v1/bureau/returns/{taxpayer}/{period}',
      summary: 'Count a month of a taxpayer again, beside its return',
      pathFields: namedReturn,
      answer: inJson(200, 'The month as it is counted now, and the return that was filed', returnAnswer),
      refusals: ['CREDIT_CODE_INVALID', ...COUNTING],
      handle: async ({ caller, path }) => {
        requireOverseer(caller);
        return ok(await returns.of(path));
      },
    }),
    route({
      ...reading,
      path: '/v1/bureau/returns/{taxpayer}/{period}/invoices',
      summary: 'List the invoices behind a figure of a taxpayer’s month',
      pathFields: namedReturn,
      queryFields: returnEntriesQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', returnEntriesPage),
      refusals: ['CREDIT_CODE_INVALID', 'DATE_FORMAT', ...UNANSWERED],
      handle: async ({ caller, path, query }) => {
        requireOverseer(caller);
        return ok(await returns.entries(query.figure, path, pageOf(query, LIMIT)));
      },
    }),
    route({
      method: 'post',
      area: 'Bureau',
      access: 'officer',
      path: '/v1/bureau/returns/{taxpayer}/{period}/decision',
      summary: 'Accept a return, or name a figure that differs',
      pathFields: namedReturn,
      headerFields: statementHeaders(false),
      body: {
        type: 'application/json',
        schema: bodies['accept-return'].omit({ taxpayer: true, period: true }),
      },
      answer: inJson(200, 'The return as it is decided', taxReturn),
      refusals: [
        ...STATEMENT_REFUSALS,
        'CREDIT_CODE_INVALID',
        'DATE_FORMAT',
        'RETURN_NOT_FOUND',
        'RETURN_DECIDED',
        'RETURN_TERMS',
      ],
      handle: async (call) => {
        const body = { ...call.path, ...call.body };
        return ok(await actOn(bureau, 'accept-return', call, body, {}));
      },
    }),
  ];
}
