import {
  DomainError,
  formatInstant,
  type InvoiceViewJson,
  isInvoiceNumber,
  ValidationError,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { CheckCodeGuesses } from '../../invoices/check-code-guesses.js';
import type { InvoiceReader } from '../../invoices/invoice-reader.js';
import type { Heights } from '../../ledger/heights.js';
import type { ReceiptThreads } from '../../receipt-threads/receipt-threads.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { height, instant, state } from '../schemas/documents.js';
import { named } from '../schemas/lists.js';
import { date, invoiceNumber, text, yuan } from '../schemas/text.js';

const printed = z.strictObject({
  code: text('NUMBER_FORMAT', (value) => /^[0-9]{12}$/.test(value), {
    description: 'the 12-digit code of a 2018 invoice',
    pattern: '^[0-9]{12}$',
    example: '144032600110',
  }).optional(),
  number: text('NUMBER_FORMAT', (value) => /^([0-9]{8}|[0-9]{20})$/.test(value), {
    description: '20 digits, or with a code the 8-digit number of a 2018 invoice',
    pattern: '^([0-9]{8}|[0-9]{20})$',
    example: '26442000000000000001',
  }),
  date,
  net: yuan.optional(),
  gross: yuan.optional().meta({ description: 'in place of net, or with it' }),
  check: z
    .string()
    .regex(/^([0-9]{6}|[0-9]{20})$/, 'send the 20 digits of the check code, or its last six')
    .meta({ description: 'the check code or its last six digits', example: '123456' }),
});

/** The code of a digital invoice has its gross, and that of another one its net. */
const facts = printed.refine(({ net, gross }) => net !== undefined || gross !== undefined, {
  message: 'the field is missing',
  params: { code: 'FIELD_REQUIRED' },
  path: ['net'],
  // Also where another fact is missing, so that the caller learns of all at once.
  when: () => true,
});

/** The facts printed on an invoice. */
type PrintedFacts = z.infer<typeof facts>;

/** The facts that the check code does not cover. */
const NAMED = ['date', 'net', 'gross'] as const;
type NamedFact = (typeof NAMED)[number];

const now = {
  state,
  rest: yuan,
  ruleSet: z.string(),
  reversed: yuan.exactOptional().meta({ description: 'gross that red-letter invoices have taken' }),
  reverses: invoiceNumber
    .exactOptional()
    .meta({ description: 'the invoice that this red-letter invoice reverses, in part or in whole' }),
};

const verdict = z
  .object({
    answer: z.enum(['MATCH', 'MISMATCH', 'NOT_FOUND']),
    mismatched: z
      .array(z.enum(NAMED))
      .optional()
      .meta({ description: 'present only for a caller with the right check code' }),
    seller: named.optional(),
    gross: yuan.optional(),
    state: now.state.optional(),
    rest: now.rest.optional(),
    ruleSet: now.ruleSet.optional(),
    reversed: now.reversed,
    reverses: now.reverses,
    asOf: instant,
    height,
  })
  .meta({
    id: 'Verdict',
    description: 'Seller, gross, state and rest are present only if all facts are right.',
  });

const report = z
  .object({
    valid: z.boolean(),
    code: z.string().optional(),
    checks: z.array(
      z.object({
        name: z.string(),
        code: z.string(),
        outcome: z.enum(['passed', 'failed', 'skipped', 'deferred']),
        reason: z.string().optional(),
      }),
    ),
    facts: z.unknown().optional(),
    live: z.object(now).optional(),
    asOf: instant,
    height,
  })
  .meta({ id: 'ReceiptReport' });

export function verifyRoutes(
  invoices: InvoiceReader,
  receipts: ReceiptThreads,
  heights: Heights,
  now: () => number,
): readonly Route[] {
  const guesses = new CheckCodeGuesses();
  return [
    route({
      method: 'get',
      path: '/v1/verify',
      area: 'Public',
      access: 'public',
      summary: 'Check an invoice by its printed facts',
      queryFields: facts,
      answer: inJson(
        200,
        'Whether such an invoice was issued. With the right check code, a wrong date or amount is named, but never ' +
          'its right value. After 20 wrong check codes in an hour, only all 20 digits are accepted.',
        verdict,
      ),
      refusals: ['CHECK_CODE_NEEDED'],
      handle: async ({ query }) => {
        const position = { asOf: formatInstant(Math.floor(now() / 1000)), height: await heights.asText() };
        const view = await viewOf(invoices, numberIn(query));
        if (view === undefined) return ok({ answer: 'NOT_FOUND', ...position });
        const isChecked = fitsCheck(query, view);
        if (query.check.length < view.invoice.checkCode.length)
          await guesses.admit(view.invoice.number, isChecked);
        if (!isChecked) return ok({ answer: 'MISMATCH', ...position });
        const mismatched = mismatches(query, view);
        if (mismatched.length > 0) return ok({ answer: 'MISMATCH', mismatched, ...position });
        const { seller, totals } = view.invoice;
        const invoice = { seller: { code: seller.code, name: seller.name }, gross: totals.gross };
        return ok({ answer: 'MATCH', ...invoice, ...stateNow(view), ...position });
      },
    }),
    route({
      method: 'post',
      path: '/v1/verify',
      area: 'Public',
      access: 'public',
      summary: 'Check a receipt, and read the current state of its invoice',
      body: { type: 'application/pdf', schema: z.string().meta({ format: 'binary' }) },
      answer: inJson(200, 'Every check by name, and the current state if the receipt is genuine', report),
      refusals: ['GATEWAY_BUSY'],
      handle: async ({ body }) => {
        const checked = await receipts.check(body as unknown as Uint8Array);
        const position = { asOf: formatInstant(Math.floor(now() / 1000)), height: await heights.asText() };
        const number = checked.facts?.attestation.invoice.number;
        const view = number === undefined ? undefined : await viewOf(invoices, number);
        return ok({ ...checked, ...(view === undefined ? {} : { live: stateNow(view) }), ...position });
      },
    }),
  ];
}

/** Returns the whole number of an invoice. @throws {ValidationError} NUMBER_FORMAT */
function numberIn({ code, number }: PrintedFacts): string {
  const whole = (code ?? '') + number;
  if (isInvoiceNumber(whole)) return whole;
  const message = 'send a number of 20 digits, or a code of 12 digits and a number of 8';
  throw new ValidationError([{ code: 'NUMBER_FORMAT', path: '/number', message }]);
}

async function viewOf(invoices: InvoiceReader, number: string): Promise<InvoiceViewJson | undefined> {
  try {
    return await invoices.view(number);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'INVOICE_NOT_FOUND') return undefined;
    throw error;
  }
}

function fitsCheck({ check }: PrintedFacts, { invoice: { checkCode } }: InvoiceViewJson): boolean {
  return check === checkCode || check === checkCode.slice(-6);
}

function mismatches(facts: PrintedFacts, { invoice }: InvoiceViewJson): readonly NamedFact[] {
  const { net, gross } = invoice.totals;
  const right: Record<NamedFact, string> = { date: invoice.date, net, gross };
  return NAMED.filter((fact) => facts[fact] !== undefined && facts[fact] !== right[fact]);
}

function stateNow({ invoice, status }: InvoiceViewJson): z.infer<z.ZodObject<typeof now>> {
  const { state, rest, reversal } = status;
  const isReversed = reversal !== undefined && reversal.reds.length > 0;
  return {
    state,
    rest,
    ruleSet: invoice.ruleSet.version,
    ...(isReversed ? { reversed: reversal.totals.gross } : {}),
    ...(invoice.red === undefined ? {} : { reverses: invoice.red.number }),
  };
}
