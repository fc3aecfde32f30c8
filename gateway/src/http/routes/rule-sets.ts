import { z } from 'zod';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import { RULE_SETS_PER_PAGE } from '../../read-model/index.js';
import type { Lists } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { hash, height } from '../schemas/documents.js';
import { next } from '../schemas/lists.js';
import { cursor, limit } from '../schemas/paging.js';
import { ruleSet } from '../schemas/rule-set.js';
import { month } from '../schemas/text.js';
import { pageOf, UNANSWERED } from './lists.js';

const published = z.array(z.object({ hash, ruleSet }));

const rules = z
  .object({ ruleSets: published, closedThrough: month.exactOptional() })
  .meta({ id: 'Rules', description: 'Tax rules by their first day, oldest first.' });

const everyRuleSet = z
  .object({ height, ruleSets: published, next })
  .meta({ id: 'RuleSetsPage', description: 'Tax rules by their first day, newest first.' });

const pageQuery = z.strictObject({ limit: limit(RULE_SETS_PER_PAGE).optional(), cursor: cursor.optional() });

/** Returns the route for every rule set that was published. */
export function publishedRulesRoutes(lists: Lists): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/rule-sets/published',
      area: 'Taxpayers',
      access: 'authenticated',
      summary: 'List the tax rules that were ever published, newest first',
      queryFields: pageQuery,
      answer: inJson(200, 'A page of the list, and the height for which it is exact', everyRuleSet),
      refusals: UNANSWERED,
      handle: async ({ query }) => ok(await lists.ruleSets(pageOf(query, RULE_SETS_PER_PAGE))),
    }),
  ];
}

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
