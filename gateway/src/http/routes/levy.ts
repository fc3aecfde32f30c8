import type { Statements } from '../../access/statements.js';
import type { Contract } from '../../ledger/contract.js';
import { ok } from '../answer.js';
import { ownAct } from '../own-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { taxpayer } from '../schemas/documents.js';
import { statementHeaders } from '../statement-headers.js';

/** The common parts of these routes: each takes a signed statement of a taxpayer about itself. */
const common = {
  method: 'post',
  area: 'Taxpayers',
  access: 'taxpayer',
  answer: inJson(200, 'The register’s entry. A repeated request gets the same answer.', taxpayer),
} as const;

/** Returns the routes by which a general taxpayer elects a levy row, and ends its election. */
export function levyRoutes(contract: Contract, statements: Statements): readonly Route[] {
  const headerFields = statementHeaders(statements.areOptional);
  const acts = { contract, statements };
  return [
    route({
      ...common,
      path: '/v1/levy',
      summary: 'Elect a levy row of the rate table from this month or the next one',
      headerFields,
      body: { type: 'application/json', schema: bodies['elect-levy'] },
      refusals: [
        ...STATEMENT_REFUSALS,
        'TAXPAYER_SUSPENDED',
        'RULE_SET_NOT_FOUND',
        'LEVY_ELECTED',
        'LEVY_NOT_ALLOWED',
        'LEVY_MONTH',
      ],
      handle: async (call) => ok(await ownAct(acts, 'elect-levy', call, call.body)),
    }),
    route({
      ...common,
      path: '/v1/levy/end',
      summary: 'End the election of a levy row',
      headerFields,
      body: { type: 'application/json', schema: bodies['end-levy'] },
      refusals: [
        ...STATEMENT_REFUSALS,
        'TAXPAYER_SUSPENDED',
        'RULE_SET_NOT_FOUND',
        'LEVY_NOT_ELECTED',
        'LEVY_LOCKED',
      ],
      handle: async (call) => ok(await ownAct(acts, 'end-levy', call, call.body)),
    }),
  ];
}
