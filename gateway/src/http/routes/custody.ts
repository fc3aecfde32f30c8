import { z } from 'zod';
import type { Bureau } from '../../bureau.js';
import type { Invoices } from '../../invoices.js';
import { ok } from '../answer.js';
import { type Route, route } from '../route.js';
import { status } from '../schemas/documents.js';
import { invoiceNumber, printable } from '../schemas/text.js';

const REASON_MAX = 200;

const act = {
  method: 'post',
  area: 'Bureau',
  access: 'officer',
  pathFields: z.strictObject({ number: invoiceNumber }),
  answer: {
    status: 200,
    description: 'The state of the invoice afterwards',
    content: { type: 'application/json', schema: z.object({ status }) },
  },
} as const;

/** The bureau's powers over a single invoice. */
export function custodyRoutes(bureau: Bureau, invoices: Invoices): readonly Route[] {
  return [
    route({
      ...act,
      path: '/v1/bureau/invoices/{number}/freeze',
      summary: 'Stop everything on an invoice',
      body: { type: 'application/json', schema: z.strictObject({ reason: printable(REASON_MAX, '核查') }) },
      refusals: ['INVOICE_NOT_FOUND', 'INVOICE_FROZEN'],
      handle: async ({ path: { number }, body }) => {
        const page = await invoices.page(number);
        return ok({ status: await bureau.act('FreezeInvoice', { number, page, ...body }) });
      },
    }),
    route({
      ...act,
      path: '/v1/bureau/invoices/{number}/release',
      summary: 'Let go of a frozen invoice',
      body: { type: 'application/json', schema: z.strictObject({}) },
      refusals: ['INVOICE_NOT_FOUND', 'INVOICE_NOT_FROZEN'],
      handle: async ({ path: { number } }) => {
        const page = await invoices.page(number);
        return ok({ status: await bureau.act('ReleaseInvoice', { number, page }) });
      },
    }),
  ];
}
