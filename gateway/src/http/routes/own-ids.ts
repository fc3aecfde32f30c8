import type { Statements } from '../../access/statements.js';
import type { Contract } from '../../ledger/contract.js';
import type { Lists } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { ownAct } from '../own-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { taxpayer } from '../schemas/documents.js';
import { ownIdsAnswer, ownIdsQuestion } from '../schemas/own-ids.js';
import { statementHeaders } from '../statement-headers.js';
import { UNANSWERED } from './lists.js';

/** Returns the route by which a seller asks, before an import, which of its own ids have an invoice. */
export function ownIdRoutes(lists: Lists): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/own-ids',
      area: 'Invoices',
      access: 'taxpayer',
      keyScopes: ['issue', 'read'],
      summary: 'Find the caller’s invoices that have one of up to 500 own ids',
      body: { type: 'application/json', schema: ownIdsQuestion },
      answer: inJson(200, 'The invoices, and the height for which the list is exact', ownIdsAnswer),
      refusals: ['TEXT_INVALID', ...UNANSWERED],
      handle: async ({ caller, body }) => ok(await lists.ownIds(caller.code, body.refs)),
    }),
  ];
}

/** Returns the route by which a seller chooses that the ledger issues one invoice for each of its own ids at most. */
export function strictRefsRoutes(contract: Contract, statements: Statements): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/strict-refs',
      area: 'Taxpayers',
      access: 'taxpayer',
      summary: 'Choose whether the ledger issues one invoice for each own id at most',
      headerFields: statementHeaders(statements.areOptional),
      body: { type: 'application/json', schema: bodies['set-strict-refs'] },
      answer: inJson(200, 'The register’s entry. A repeated request gets the same answer.', taxpayer),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_SUSPENDED'],
      handle: async (call) => ok(await ownAct({ contract, statements }, 'set-strict-refs', call, call.body)),
    }),
  ];
}
