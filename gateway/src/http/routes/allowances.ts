import type { RuleSetJson } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Bureau } from '../../bureau/bureau.js';
import { created } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { credit, segment } from '../schemas/documents.js';
import { ruleSet } from '../schemas/rule-set.js';
import { statementHeaders } from '../statement-headers.js';

const act = {
  method: 'post',
  area: 'Bureau',
  access: 'officer',
  headerFields: statementHeaders(false),
} as const;

const published = z.object({ version: z.string(), validFrom: z.string(), hash: z.string() });

/** Returns the routes for tax rules, tax periods, credit and numbers. */
export function allowanceRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      ...act,
      path: '/v1/bureau/rule-sets',
      summary: 'Publish a version of the tax rules',
      body: { type: 'application/json', schema: z.unknown(), shown: ruleSet },
      answer: inJson(201, 'Published', published),
      refusals: [...STATEMENT_REFUSALS, 'RULE_SET_CONFLICT'],
      handle: async (call) =>
        created(await actOn(bureau, 'publish-rules', call, call.body as RuleSetJson, {})),
    }),
    route({
      ...act,
      path: '/v1/bureau/credits',
      summary: 'Set a seller’s credit for a month, as a net amount',
      body: {
        type: 'application/json',
        schema: bodies['grant-credit'],
      },
      answer: inJson(201, 'Granted', credit),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_NOT_FOUND', 'CREDIT_BELOW_ALLOTTED'],
      handle: async (call) => created(await actOn(bureau, 'grant-credit', call, call.body, {})),
    }),
    route({
      ...act,
      path: '/v1/bureau/segments',
      summary: 'Grant a seller the next numbers under a prefix',
      body: {
        type: 'application/json',
        schema: bodies['grant-segment'],
      },
      answer: inJson(201, 'Granted', segment),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_NOT_FOUND', 'NUMBERS_EXHAUSTED'],
      handle: async (call) => created(await actOn(bureau, 'grant-segment', call, call.body, {})),
    }),
    route({
      ...act,
      path: '/v1/bureau/periods',
      summary: 'Close a tax period for issuing, and all before it',
      body: { type: 'application/json', schema: bodies['close-period'] },
      answer: inJson(201, 'Closed', z.object({ closedThrough: z.string() })),
      refusals: [...STATEMENT_REFUSALS, 'PERIOD_NOT_OVER', 'PERIOD_CLOSED'],
      handle: async (call) => created(await actOn(bureau, 'close-period', call, call.body, {})),
    }),
    route({
      ...act,
      path: '/v1/bureau/check-page',
      summary: 'Set the address of the page to which receipts link, or remove it',
      body: { type: 'application/json', schema: bodies['set-check-page'] },
      answer: inJson(201, 'Set', bodies['set-check-page']),
      refusals: [...STATEMENT_REFUSALS],
      handle: async (call) => created(await actOn(bureau, 'set-check-page', call, call.body, {})),
    }),
  ];
}
