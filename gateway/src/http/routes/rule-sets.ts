import { z } from 'zod';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { hash } from '../schemas/documents.js';
import { ruleSet } from '../schemas/rule-set.js';
import { month } from '../schemas/text.js';

const rules = z
  .object({ ruleSets: z.array(z.object({ hash, ruleSet })), closedThrough: month.exactOptional() })
  .meta({ id: 'Rules', description: 'Tax rules by their first day, oldest first.' });

/** Returns the route for the tax rules that judge, and those that are announced. */
export function ruleSetRoutes(facts: LedgerFacts): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/rule-sets',
      area: 'Taxpayers',
      access: 'authenticated',
      summary: 'Read the tax rules in force, and those that wait for their first day',
      answer: inJson(200, 'The rules, and the month through which no invoice is issued any more', rules),
      refusals: [],
      handle: async () => {
        const { ruleSets, closedThrough } = await facts.policy('fresh');
        return ok({ ruleSets, ...(closedThrough === undefined ? {} : { closedThrough }) });
      },
    }),
  ];
}
