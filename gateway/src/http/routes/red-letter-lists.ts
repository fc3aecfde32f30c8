import { requireOverseer } from '../../access/callers.js';
import type { Lists } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import {
  ownRedFormsQuery,
  redFormsExportLine,
  redFormsExportQuery,
  redFormsPage,
  redFormsQuery,
} from '../schemas/red-letter-lists.js';
import { definedOf, LINES, pageOf, UNANSWERED } from './lists.js';

const LIMIT = 50;

const listed = inJson(200, 'A page of the list, and the height for which it is exact', redFormsPage);

/** Returns the routes for lists of red-letter forms: of its own invoices for a taxpayer, of all for the bureau. */
export function redLetterListRoutes(lists: Lists): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/red-letters',
      area: 'Invoices',
      access: 'taxpayer',
      summary: 'List the red-letter forms that concern the caller, newest first',
      queryFields: ownRedFormsQuery,
      answer: listed,
      refusals: ['DATE_FORMAT', ...UNANSWERED],
      handle: async ({ caller, query: { waiting, limit, cursor, ...query } }) => {
        const filter = definedOf({ ...query, isWaiting: waiting === undefined ? undefined : true });
        return ok(
          await lists.redForms({ company: caller.code, ...filter }, pageOf({ limit, cursor }, LIMIT)),
        );
      },
    }),
    route({
      method: 'get',
      path: '/v1/bureau/red-letters',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'List the red-letter forms of all taxpayers, newest first',
      queryFields: redFormsQuery,
      answer: listed,
      refusals: ['DATE_FORMAT', 'CREDIT_CODE_INVALID', ...UNANSWERED],
      handle: async ({ caller, query: { limit, cursor, ...filter } }) => {
        requireOverseer(caller);
        return ok(await lists.redForms(definedOf(filter), pageOf({ limit, cursor }, LIMIT)));
      },
    }),
    route({
      method: 'get',
      path: '/v1/bureau/red-letters/export',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Export all red-letter forms that match a filter, one per line',
      queryFields: redFormsExportQuery,
      answer: {
        status: 200,
        description:
          'The whole list. The last line has the height and the number of forms; without it the list is incomplete.',
        content: { type: LINES, schema: redFormsExportLine },
      },
      refusals: ['DATE_FORMAT', 'CREDIT_CODE_INVALID', ...UNANSWERED],
      handle: async ({ caller, query }) => {
        requireOverseer(caller);
        return { type: LINES, chunks: lists.everyRedForm(definedOf(query)) };
      },
    }),
  ];
}
