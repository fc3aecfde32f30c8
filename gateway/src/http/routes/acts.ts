import { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { InvoiceActs } from '../../invoices/invoice-acts.js';
import type { Heights } from '../../ledger/heights.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { actsPage, actsQuery } from '../schemas/acts.js';
import { invoiceNumber } from '../schemas/text.js';

const LIMIT = 20;

/** Returns the route by which the bureau reads who has done what with an invoice. */
export function actRoutes(acts: InvoiceActs, heights: Heights): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/bureau/invoices/{number}/acts',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Read who has done what with an invoice: signers, requests, transactions and blocks',
      pathFields: z.strictObject({ number: invoiceNumber }),
      queryFields: actsQuery,
      answer: inJson(200, 'Acts, newest first', actsPage),
      refusals: ['ROLE_REQUIRED', 'INVOICE_NOT_FOUND', 'FIELD_VALUE'],
      handle: async ({ caller, path, query: { limit, after } }) => {
        requireOverseer(caller);
        const blocks = await heights.asText();
        const paging = {
          limit: limit === undefined ? LIMIT : Number(limit),
          ...(after === undefined ? {} : { after }),
        };
        return ok({ height: blocks, ...(await acts.of(path.number, paging)) });
      },
    }),
  ];
}
