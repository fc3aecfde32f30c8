import { z } from 'zod';
import { requireOverseer } from '../../access/callers.js';
import type { Bureau } from '../../bureau/bureau.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import type { Contract } from '../../ledger/contract.js';
import { ok } from '../answer.js';
import { actOn } from '../bureau-act.js';
import { inJson, type Route, route, STATEMENT_REFUSALS } from '../route.js';
import { bodies } from '../schemas/bodies.js';
import { freeze, status } from '../schemas/documents.js';
import { invoiceNumber } from '../schemas/text.js';
import { statementHeaders } from '../statement-headers.js';

const act = {
  method: 'post',
  area: 'Bureau',
  access: 'officer',
  pathFields: z.strictObject({ number: invoiceNumber }),
  headerFields: statementHeaders(false),
  answer: inJson(200, 'The new state of the invoice', z.object({ status })),
} as const;

/** Returns the routes with which the bureau freezes and releases an invoice. */
export function freezeRoutes(bureau: Bureau, invoices: InvoiceReader, contract: Contract): readonly Route[] {
  return [
    route({
      ...act,
      path: '/v1/bureau/invoices/{number}/freeze',
      summary: 'Freeze an invoice, so that no party can change it',
      body: { type: 'application/json', schema: bodies.freeze.omit({ number: true }) },
      refusals: [...STATEMENT_REFUSALS, 'INVOICE_NOT_FOUND', 'INVOICE_FROZEN'],
      handle: async (call) => {
        const { number } = call.path;
        const page = await invoices.page(number);
        return ok({ status: await actOn(bureau, 'freeze', call, { ...call.body, number }, { page }) });
      },
    }),
    route({
      ...act,
      path: '/v1/bureau/invoices/{number}/release',
      summary: 'Release a frozen invoice',
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: [...STATEMENT_REFUSALS, 'INVOICE_NOT_FOUND', 'INVOICE_NOT_FROZEN'],
      handle: async (call) => {
        const { number } = call.path;
        const page = await invoices.page(number);
        return ok({ status: await actOn(bureau, 'release', call, { number }, { page }) });
      },
    }),
    route({
      method: 'get',
      path: '/v1/bureau/invoices/{number}/freeze',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'Read why an invoice was frozen, as the bureau or an auditor',
      pathFields: z.strictObject({ number: invoiceNumber }),
      answer: inJson(200, 'The latest freeze', freeze),
      refusals: ['ROLE_REQUIRED', 'INVOICE_NOT_FROZEN'],
      handle: async ({ caller, path }) => {
        requireOverseer(caller);
        return ok(await contract.read('bureau:ReadFreeze', path));
      },
    }),
  ];
}
