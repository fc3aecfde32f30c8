import { z } from 'zod';
import type { Bureau } from '../../bureau.js';
import { created } from '../answer.js';
import { type Route, route } from '../route.js';
import { credit, ruleSet, segment } from '../schemas/documents.js';
import { creditCode, credited, month, requestId } from '../schemas/text.js';

const act = { method: 'post', area: 'Bureau', access: 'officer' } as const;

const published = z.object({ version: z.string(), validFrom: z.string(), hash: z.string() });

/** By which rules, with which numbers and how much credit sellers issue. */
export function allowanceRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      ...act,
      path: '/v1/bureau/rule-sets',
      summary: 'Publish a version of the tax rules',
      body: { type: 'application/json', schema: z.unknown(), shown: ruleSet },
      answer: {
        status: 201,
        description: 'Published',
        content: { type: 'application/json', schema: published },
      },
      refusals: ['RULE_SET_CONFLICT'],
      handle: async ({ body }) => created(await bureau.act('PublishRuleSet', body)),
    }),
    route({
      ...act,
      path: '/v1/bureau/credits',
      summary: 'Set a seller’s credit for a month, as net',
      body: {
        type: 'application/json',
        schema: z.strictObject({ seller: creditCode, month, net: credited }),
      },
      answer: {
        status: 201,
        description: 'Granted',
        content: { type: 'application/json', schema: credit },
      },
      refusals: ['TAXPAYER_NOT_FOUND', 'CREDIT_BELOW_ALLOTTED'],
      handle: async ({ body }) => created(await bureau.act('GrantCredit', body)),
    }),
    route({
      ...act,
      path: '/v1/bureau/segments',
      summary: 'Grant a seller the next numbers under a prefix',
      body: {
        type: 'application/json',
        schema: z.strictObject({
          seller: creditCode,
          profile: z.enum(['DIGITAL', 'SHENZHEN_2018']),
          prefix: z.string().meta({ example: '26442', pattern: '^[0-9]{5}([0-9]{7})?$' }),
          count: z.int().min(1).max(10_000_000),
          requestId: requestId.optional(),
        }),
      },
      answer: {
        status: 201,
        description: 'Granted',
        content: { type: 'application/json', schema: segment },
      },
      refusals: ['REQUEST_ID_REUSED', 'TAXPAYER_NOT_FOUND', 'NUMBERS_EXHAUSTED'],
      handle: async ({ body }) => created(await bureau.act('GrantSegment', body)),
    }),
    route({
      ...act,
      path: '/v1/bureau/periods',
      summary: 'Close a tax period for issuing, and all before it',
      body: { type: 'application/json', schema: z.strictObject({ month }) },
      answer: {
        status: 201,
        description: 'Closed',
        content: { type: 'application/json', schema: z.object({ closedThrough: z.string() }) },
      },
      refusals: ['PERIOD_NOT_OVER', 'PERIOD_CLOSED'],
      handle: async ({ body }) => created(await bureau.act('ClosePeriod', body)),
    }),
  ];
}
