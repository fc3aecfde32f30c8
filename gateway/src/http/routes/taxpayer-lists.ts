import { requireOverseer } from '../../access/callers.js';
import type { Lists } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { taxpayersPage, taxpayersQuery } from '../schemas/taxpayer-lists.js';
import { definedOf, pageOf, UNANSWERED } from './lists.js';

const LIMIT = 50;

/** Returns the route by which the bureau searches the register of taxpayers. */
export function taxpayerListRoutes(lists: Lists): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/bureau/taxpayers',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'List taxpayers by name, code, region, kind or status',
      queryFields: taxpayersQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', taxpayersPage),
      refusals: UNANSWERED,
      handle: async ({ caller, query }) => {
        requireOverseer(caller);
        const { limit: _limit, cursor: _cursor, ...filter } = query;
        return ok(await lists.taxpayers(definedOf(filter), pageOf(query, LIMIT)));
      },
    }),
  ];
}
