import {
  DECIMAL_LENGTH_MAX,
  DECIMAL_PATTERN,
  INVOICE_LINES_MAX,
  type Json,
  PAGE_INVOICES_MAX,
  RATE_PATTERN,
  RED_CODE_PATTERN,
  RED_FORM_STATES,
  REQUEST_ATTESTATION_KIND,
  SHA256_PATTERN,
  TAX_CLASS_PATTERN,
  TEXT_MAX,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { officerOperations } from './keys.js';
import {
  creditCode,
  date,
  invoiceNumber,
  keyEpoch,
  month,
  officer,
  participant,
  paymentReference,
  requestId,
  yuan,
} from './text.js';

/** Schemas of the ledger's documents for the OpenAPI document. Drafts are judged by the core, not by these. */

/** Returns a schema of text, which the core judges further: characters that a page can show. */
export function textOf(lengthMax: number): z.ZodString {
  return z.string().min(1).max(lengthMax);
}

export const rate = z
  .string()
  .meta({ description: 'a fraction', example: '0.13', pattern: RATE_PATTERN.source });
export const decimal = z.string().max(DECIMAL_LENGTH_MAX).meta({
  description: 'a decimal of at most 13 places',
  example: '1.5',
  pattern: DECIMAL_PATTERN.source,
});
export const hash = z
  .string()
  .meta({ description: 'SHA-256 in hex', example: '5f'.repeat(32), pattern: SHA256_PATTERN.source });
export const instant = z
  .string()
  .meta({ description: 'a moment in UTC', example: '2026-03-01T08:00:00Z', format: 'date-time' });

export const line = z
  .strictObject({
    kind: z.enum(['NORMAL', 'DISCOUNTED', 'DISCOUNT']),
    taxClass: z.string().meta({
      description: 'tax classification, 19 digits',
      example: '3040201010000000000',
      pattern: TAX_CLASS_PATTERN.source,
    }),
    item: textOf(TEXT_MAX.item).meta({ example: '*信息技术服务*系统维护' }),
    specification: textOf(TEXT_MAX.specification).exactOptional(),
    unit: textOf(TEXT_MAX.unit).exactOptional(),
    quantity: decimal.exactOptional(),
    unitPrice: decimal.exactOptional(),
    net: yuan,
    rate,
    tax: yuan,
    zeroRate: z.enum(['EXEMPT', 'NOT_TAXED', 'ZERO_RATED']).exactOptional(),
  })
  .meta({ id: 'Line' });

export const redCode = z
  .string()
  .meta({ description: 'national code', pattern: RED_CODE_PATTERN.source, example: '01' });

export const buyer = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('ENTERPRISE'),
      code: creditCode,
      name: textOf(TEXT_MAX.name).meta({ example: '示例采购有限公司' }),
      contact: textOf(TEXT_MAX.contact).exactOptional(),
      bank: textOf(TEXT_MAX.contact).exactOptional(),
    }),
    z.strictObject({
      type: z.literal('BODY'),
      name: textOf(TEXT_MAX.name),
      code: creditCode.exactOptional(),
    }),
    z.strictObject({
      type: z.literal('PERSON'),
      nameCommitment: hash.exactOptional().meta({ description: 'SHA-256 over a secret salt and the name' }),
    }),
  ])
  .meta({ id: 'Buyer', description: 'A person’s name is never on the ledger, only a commitment to it.' });

export const totals = z.strictObject({ net: yuan, tax: yuan, gross: yuan }).meta({ id: 'Totals' });

export const ownId = textOf(TEXT_MAX.ref).meta({
  description: 'the seller’s own id of the invoice, such as an order number',
  example: 'order-2026-0001',
});
const ref = ownId.exactOptional();

export const draft = z
  .strictObject({
    type: z.enum(['ORDINARY', 'SPECIAL']),
    seller: creditCode,
    buyer,
    holder: participant.exactOptional().meta({ description: 'first holder; when absent, the buyer' }),
    lines: z.array(line).min(1).max(INVOICE_LINES_MAX),
    totals,
    remark: textOf(TEXT_MAX.remark).exactOptional(),
    ref,
  })
  .meta({ id: 'Draft', description: 'The content that a seller signs. The ledger adds the rest.' });

export const draftList = z.array(draft).min(1).max(PAGE_INVOICES_MAX);
export const drafts = z.union([draft, z.strictObject({ invoices: draftList })]);

export const issued = z
  .object({
    requestId: z.string(),
    transactionId: hash,
    issuedAt: instant,
    invoices: z.array(
      z.object({
        number: invoiceNumber,
        checkCode: z.string().meta({ description: '20 digits', pattern: '^[0-9]{20}$' }),
      }),
    ),
  })
  .meta({ id: 'Issued' });

export const invoice = draft
  .extend({
    number: invoiceNumber,
    profile: z.enum(['SHENZHEN_2018', 'DIGITAL']),
    checkCode: z.string(),
    issuedAt: instant,
    date,
    seller: z.object({
      code: creditCode,
      name: z.string(),
      contact: z.string().exactOptional(),
      bank: z.string().exactOptional(),
    }),
    holder: participant,
    red: z
      .object({ number: invoiceNumber, form: z.int(), reason: z.string() })
      .exactOptional()
      .meta({ description: 'what a red-letter invoice reverses' }),
    payment: paymentReference.exactOptional().meta({ description: 'the payment that paid it' }),
    ruleSet: z.object({ version: z.string(), hash }),
    transactionId: hash,
  })
  .meta({ id: 'Invoice', description: 'An issued invoice, which is never edited.' });

export const state = z.enum(['OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN']);

/** A part of a line that is reversed. Its amounts have the sign of the line. */
export const reversedLine = z
  .strictObject({
    line: z.int().min(1).max(INVOICE_LINES_MAX).meta({ description: 'place of the line, beginning with 1' }),
    quantity: decimal.exactOptional(),
    net: yuan,
    tax: yuan,
  })
  .meta({ id: 'ReversedLine' });

export const redForm = z
  .object({
    number: invoiceNumber,
    sequence: z.int().min(1),
    reason: redCode,
    startedBy: z.enum(['SELLER', 'BUYER']),
    lines: z.array(reversedLine),
    totals,
    state: z.enum(RED_FORM_STATES),
    startedAt: instant,
    seller: creditCode,
    signers: z.array(participant).meta({ description: 'who has signed the form, its starter first' }),
    expiresAt: instant,
    lane: z.string().exactOptional(),
    changedAt: instant,
    red: invoiceNumber.exactOptional().meta({ description: 'number of the red-letter invoice' }),
  })
  .meta({ id: 'RedForm', description: 'A red-letter confirmation form of an invoice.' });

export const status = z
  .object({
    state,
    holder: participant,
    rest: yuan.meta({ description: 'gross amount that is neither redeemed nor reversed yet' }),
    lock: z.object({ company: creditCode, lockedAt: instant, expiresAt: instant }).exactOptional(),
    redemptions: z.array(
      z.object({
        company: creditCode,
        amount: yuan,
        at: instant,
        reversed: z.array(z.object({ red: invoiceNumber, amount: yuan })).exactOptional(),
      }),
    ),
    use: z
      .object({
        purpose: z.enum(['DEDUCTION', 'NO_DEDUCTION']),
        period: month,
        at: instant,
        tax: yuan.exactOptional(),
        transfers: z
          .array(z.object({ red: invoiceNumber, period: month, tax: yuan }))
          .exactOptional()
          .meta({ description: 'tax that red-letter invoices took back of the deduction' }),
      })
      .exactOptional()
      .meta({ description: 'what the buyer uses the invoice for, and in which tax period' }),
    reversal: z
      .object({
        forms: z.int().meta({ description: 'count of red-letter forms; the last one runs, or has ended' }),
        at: instant,
        reds: z.array(invoiceNumber),
        totals,
        lines: z.array(reversedLine),
      })
      .exactOptional()
      .meta({ description: 'what red-letter invoices have taken' }),
    frozen: z.object({ at: instant }).exactOptional(),
  })
  .meta({ id: 'Status' });

export const redLetterResult = z
  .object({
    requestId,
    transactionId: hash,
    form: redForm,
    status,
    red: z.object({ number: invoiceNumber, checkCode: z.string() }).exactOptional(),
  })
  .meta({ id: 'RedLetterResult' });

export const historyEntry = z.object({ transactionId: z.string(), at: instant, status });

export const freeze = z
  .object({ number: invoiceNumber, reason: z.string(), officer: z.string(), at: instant })
  .meta({ id: 'Freeze' });

export const height = z
  .string()
  .meta({ description: 'height in blocks; the answer is at least as recent', example: '42' });

export const redFormAnswer = z
  .object({
    form: redForm,
    terms: hash.meta({
      description: 'digest of the terms of the form; a confirming side computes it itself',
    }),
    height,
  })
  .meta({ id: 'RedFormAnswer' });

export const levy = z
  .strictObject({
    row: z.string().meta({ description: 'row of the rate table', example: 'L03' }),
    since: month.meta({ description: 'first month in which the row applies' }),
  })
  .meta({ id: 'LevyElection', description: 'A general taxpayer’s election of a levy row.' });

export const taxpayer = z
  .object({
    code: participant,
    kind: z.enum(['GENERAL', 'SMALL_SCALE', 'PERSON']),
    status: z.enum(['ACTIVE', 'SUSPENDED']),
    statusReason: z.string().exactOptional(),
    name: z.string().exactOptional(),
    contact: z.string().exactOptional(),
    bank: z.string().exactOptional(),
    mspId: z.string(),
    publicKey: z.string(),
    keyEpoch,
    singleLimit: yuan.exactOptional(),
    rateGrants: z.array(z.string()).exactOptional(),
    levy: levy.exactOptional(),
    strictRefs: z.literal(true).exactOptional(),
  })
  .meta({ id: 'Taxpayer' });

export const officerEntry = z
  .object({
    code: officer,
    status: z.enum(['ACTIVE', 'REVOKED']),
    mspId: z.string(),
    publicKey: z.string(),
    keyEpoch,
    operations: officerOperations,
  })
  .meta({ id: 'Officer' });

/** An answer of the ledger with the signatures of its endorsers. */
export const endorsed = z.object({
  attestation: z.object({
    payload: z.string().meta({ description: 'ProposalResponsePayload as the endorsers signed it, base64' }),
    endorsements: z.array(z.object({ endorser: z.string(), signature: z.string() })),
  }),
});

export const requestAttestation = z
  .object({
    kind: z.literal(REQUEST_ATTESTATION_KIND),
    ledger: z.string(),
    contract: z.string(),
    asOf: z.string(),
    actor: z.string(),
    requestId: z.string(),
    record: z
      .union([
        z.object({ digest: z.string(), result: z.any() as z.ZodType<Json> }),
        z.object({ replacedBy: z.string() }),
      ])
      .exactOptional(),
  })
  .meta({ id: 'RequestAttestation' });

export const cancelled = z
  .object({ requestId: z.string(), transactionId: z.string() })
  .meta({ id: 'Cancelled' });

export const segment = z
  .object({ profile: z.enum(['SHENZHEN_2018', 'DIGITAL']), prefix: z.string(), next: z.int(), last: z.int() })
  .meta({
    id: 'Segment',
    description: 'Consecutive numbers. The running values from `next` to `last` are free.',
  });

export const credit = z
  .object({ seller: creditCode, month: z.string(), granted: yuan, allotted: yuan })
  .meta({ id: 'Credit' });
