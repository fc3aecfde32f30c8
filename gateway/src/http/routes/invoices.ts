import type { InvoiceViewJson } from '@fapiao-ledger/core';
import { isSalt, type NameOpening, nameCommitment, TEXT_MAX, ValidationError } from '@fapiao-ledger/core';
import { z } from 'zod';
import { type Caller, requireReader } from '../../access/callers.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import type { Heights } from '../../ledger/heights.js';
import type { ReceiptThreads } from '../../receipt-threads/receipt-threads.js';
import { type Answer, jsonOctets, ok, pdf } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { endorsed, height, historyEntry, invoice, status } from '../schemas/documents.js';
import { invoiceNumber, printable } from '../schemas/text.js';

const pathFields = z.strictObject({ number: invoiceNumber });

/** The common parts of the routes that read an invoice. */
const reading = {
  area: 'Invoices',
  access: 'authenticated',
  pathFields,
  refusals: ['INVOICE_NOT_FOUND', 'NOT_A_PARTY'],
} as const;

const opening = z.strictObject({
  opening: z.strictObject({
    name: printable(TEXT_MAX.name, '示例买方'),
    salt: z
      .string()
      .refine(isSalt, 'send 32 to 64 hex digits')
      .meta({ example: '5f'.repeat(16), pattern: '^[0-9a-f]{32,64}$' }),
  }),
});

const proof = endorsed.meta({
  id: 'Proof',
  description: 'An endorsed attestation of an invoice at a moment.',
});

const history = z.object({ history: z.array(historyEntry), height }).meta({ id: 'History' });

/** Endorsers attest the moment of their answer, so they compare it with their clocks. */
const attestingRefusals = [...reading.refusals, 'TIMESTAMP_SKEW'] as const;
const receiptRefusals = [...attestingRefusals, 'RECEIPT_GLYPH', 'GATEWAY_BUSY'] as const;

/** The content of a receipt in the OpenAPI document. */
const receipt = {
  status: 200,
  description: 'A signed PDF that can be verified offline',
  content: { type: 'application/pdf', schema: z.string().meta({ format: 'binary' }) },
} as const;

export function invoiceRoutes(
  invoices: InvoiceReader,
  receipts: ReceiptThreads,
  heights: Heights,
): readonly Route[] {
  /** Returns an invoice that the caller may see. */
  const viewFor = async (caller: Caller, number: string): Promise<InvoiceViewJson> => {
    const view = await invoices.view(number);
    requireReader(caller, view);
    return view;
  };
  const receiptOf = async (number: string, opened?: NameOpening): Promise<Answer> =>
    pdf(await receipts.write(number, opened), `${number}.pdf`);

  return [
    route({
      ...reading,
      method: 'get',
      path: '/v1/invoices/{number}',
      summary: 'Read an invoice and its current state',
      answer: inJson(200, 'The invoice', z.object({ invoice, status, height })),
      handle: async ({ caller, path }) => {
        const { current, height: blocks } = await invoices.current(path.number);
        requireReader(caller, current.view);
        return jsonOctets(current.octetsAt(blocks));
      },
    }),
    route({
      ...reading,
      method: 'get',
      path: '/v1/invoices/{number}/history',
      summary: 'Read every state of an invoice since it was issued, newest first',
      answer: inJson(200, 'States', history),
      handle: async ({ caller, path }) => {
        const blocks = await heights.asText();
        await viewFor(caller, path.number);
        return ok({ history: await invoices.history(path.number), height: blocks });
      },
    }),
    route({
      ...reading,
      method: 'get',
      path: '/v1/invoices/{number}/proof',
      summary: 'Read an endorsed attestation of an invoice, the content of a receipt',
      answer: inJson(200, 'Evidence', proof),
      refusals: attestingRefusals,
      handle: async ({ caller, path }) => {
        await viewFor(caller, path.number);
        return ok(await invoices.evidence(path.number));
      },
    }),
    route({
      ...reading,
      method: 'get',
      path: '/v1/invoices/{number}/receipt.pdf',
      summary: 'The receipt',
      answer: receipt,
      refusals: receiptRefusals,
      handle: async ({ caller, path }) => {
        await viewFor(caller, path.number);
        return await receiptOf(path.number);
      },
    }),
    route({
      ...reading,
      method: 'post',
      isReading: true,
      path: '/v1/invoices/{number}/receipt.pdf',
      summary: 'Make a receipt with the buyer’s name, which the caller opens',
      body: { type: 'application/json', schema: opening },
      answer: receipt,
      refusals: receiptRefusals,
      handle: async ({ caller, path, body }) => {
        requireOpens(await viewFor(caller, path.number), body.opening);
        return await receiptOf(path.number, body.opening);
      },
    }),
  ];
}

/** Requires the opening of the buyer's commitment. @throws {ValidationError} FIELD_VALUE when it opens another one */
function requireOpens({ invoice: { buyer } }: InvoiceViewJson, opened: NameOpening): void {
  if (buyer.type === 'PERSON' && buyer.nameCommitment === nameCommitment(opened)) return;
  const message = 'the opening is not that of the buyer’s name on this invoice';
  throw new ValidationError([{ code: 'FIELD_VALUE', path: '/opening', message }]);
}
