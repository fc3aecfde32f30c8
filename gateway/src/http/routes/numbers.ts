import { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { Bureau } from '../../bureau/bureau.js';
import { numbersAccount } from '../../bureau/numbers.js';
import type { Contract } from '../../ledger/contract.js';
import type { Lists } from '../../read-model/lists.js';
import { created, ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { numbersAccount as account, returnedNumbers, year } from '../schemas/numbers.js';
import { creditCode } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

/** Returns the route that returns the unused numbers of a year that is over. */
export function numbersReturnRoutes(bureau: Bureau): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/bureau/numbers',
      area: 'Bureau',
      access: 'officer',
      summary: 'Return the unused numbers of a seller and of a year that is over',
      headerFields: statementHeaders(false),
      body: { type: 'application/json', schema: bodies['return-numbers'] },
      answer: inJson(201, 'Returned', returnedNumbers),
      refusals: [...STATEMENT_REFUSALS, 'TAXPAYER_NOT_FOUND', 'LANE_NOT_FOUND', 'YEAR_NOT_OVER'],
      handle: async (call) => created(await actOn(bureau, 'return-numbers', call, call.body, {})),
    }),
  ];
}

/** Returns the route that accounts for the numbers of a seller. */
export function numbersAccountRoutes(contract: Contract, lists: Lists): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/bureau/numbers/{seller}',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Account for every number of a seller and year: issued, returned, or unused',
      pathFields: z.strictObject({ seller: creditCode }),
      queryFields: z.strictObject({ year }),
      answer: inJson(200, 'The account', account),
      refusals: ['QUERY_TOO_BROAD', 'READ_MODEL_UNAVAILABLE', 'GATEWAY_BUSY'],
      handle: async ({ caller, path, query }) => {
        requireOverseer(caller);
        return ok(await numbersAccount(contract, lists, { ...path, ...query }));
      },
    }),
  ];
}
