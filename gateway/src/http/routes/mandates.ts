import type { ErrorCode } from '@fapiao-ledger/core';
import { z } from 'zod';
import type { Statements } from '../../access/statements.js';
import type { Contract } from '../../ledger/contract.js';
import type { Heights } from '../../ledger/heights.js';
import { created, ok } from '../answer.js';
import { ownAct } from '../own-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { height } from '../schemas/documents.js';
import { mandates } from '../schemas/payments.js';
import { provider } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const REFUSALS: readonly ErrorCode[] = ['TAXPAYER_SUSPENDED', ...STATEMENT_REFUSALS];

/** Returns the routes by which a seller grants, lists and revokes mandates of payment providers. */
export function mandateRoutes(
  contract: Contract,
  heights: Heights,
  statements: Statements,
): readonly Route[] {
  const headerFields = statementHeaders(statements.areOptional);
  const acts = { contract, statements };
  return [
    route({
      method: 'post',
      path: '/v1/mandates',
      area: 'Payments',
      access: 'taxpayer',
      summary: 'Grant a payment provider a mandate: its confirmations issue, and its refunds reverse',
      headerFields,
      body: { type: 'application/json', schema: bodies['grant-mandate'] },
      answer: inJson(201, 'The mandates of the caller afterwards', mandates),
      refusals: [...REFUSALS, 'PROVIDER_NOT_FOUND', 'PROVIDER_REVOKED', 'MANDATE_COUNT'],
      handle: async (call) => created(await ownAct(acts, 'grant-mandate', call, call.body)),
    }),
    route({
      method: 'get',
      path: '/v1/mandates',
      area: 'Payments',
      access: 'taxpayer',
      summary: 'List the mandates that the caller has granted, also those that have ended',
      answer: inJson(200, 'The mandates, without those that were revoked', mandates.extend({ height })),
      refusals: [],
      handle: async ({ caller }) => {
        const blocks = await heights.asText();
        const granted = await contract.read('taxpayer:ReadMandates', { seller: caller.code });
        return ok({ ...granted, height: blocks });
      },
    }),
    route({
      method: 'post',
      path: '/v1/mandates/{provider}/revoke',
      area: 'Payments',
      access: 'taxpayer',
      summary: 'Revoke the mandate of a payment provider at once',
      pathFields: z.strictObject({ provider }),
      headerFields,
      body: { type: 'application/json', schema: z.strictObject({}) },
      answer: inJson(200, 'The mandates of the caller afterwards', mandates),
      refusals: [...REFUSALS, 'MANDATE_NOT_FOUND'],
      handle: async (call) => ok(await ownAct(acts, 'revoke-mandate', call, call.path)),
    }),
  ];
}
