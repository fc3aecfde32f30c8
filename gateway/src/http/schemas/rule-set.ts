import {
  CONFIRM_HOURS_MAX,
  EXCLUDES_MAX,
  INVOICE_LINES_MAX,
  LEVY_MONTHS_MAX,
  LOCK_DAYS_MAX,
  RATE_ROW_CODE_PATTERN,
  RATE_SOURCE_LENGTH_MAX,
  RED_FORM_STATES,
  RED_REASONS_MAX,
  RED_SOURCE_LENGTH_MAX,
  type RedFormState,
  RULE_SET_VERSION_PATTERN,
  STATEMENT_DAYS_MAX,
  TAX_CLASS_PREFIX_PATTERN,
  type TaxpayerKind,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { rate, redCode, textOf } from './documents.js';
import { returnRules } from './return-rules.js';
import { date, yuan } from './text.js';

/** The kinds of taxpayers that issue invoices; a person does not. */
const issuingKind: z.ZodType<TaxpayerKind> = z.enum(['GENERAL', 'SMALL_SCALE']);

const redLetterRules = z.strictObject({
  reasons: z
    .array(
      z.strictObject({
        code: redCode,
        isWhole: z.boolean(),
        hasQuantities: z.boolean(),
        restoresCredit: z.boolean(),
        source: textOf(RED_SOURCE_LENGTH_MAX),
      }),
    )
    .min(1)
    .max(RED_REASONS_MAX),
  confirmHours: z.int().min(1).max(CONFIRM_HOURS_MAX),
  confirmationFor: z.array(z.enum(['USE', 'BOOKING'])),
  codes: z.strictObject(
    Object.fromEntries(RED_FORM_STATES.map((state) => [state, redCode])) as Record<
      RedFormState,
      typeof redCode
    >,
  ),
});

export const ruleSet = z
  .strictObject({
    version: z.string().meta({ example: '2026.13', pattern: RULE_SET_VERSION_PATTERN.source }),
    validFrom: date,
    rates: z
      .array(
        z.strictObject({
          code: z.string().meta({ example: 'L03', pattern: RATE_ROW_CODE_PATTERN.source }),
          rate,
          zeroRate: z.enum(['EXEMPT', 'NOT_TAXED', 'ZERO_RATED']).exactOptional(),
          kinds: z.array(issuingKind).min(1),
          types: z.array(z.enum(['ORDINARY', 'SPECIAL'])).min(1),
          from: date.exactOptional(),
          to: date.exactOptional(),
          byGrant: z.literal(true).exactOptional(),
          byElection: z.literal(true).exactOptional(),
          excludes: z
            .array(z.string().meta({ pattern: TAX_CLASS_PREFIX_PATTERN.source, example: '304050202' }))
            .min(1)
            .max(EXCLUDES_MAX)
            .exactOptional()
            .meta({ description: 'beginnings of tax classes to which the row does not apply' }),
          source: textOf(RATE_SOURCE_LENGTH_MAX),
        }),
      )
      .min(1),
    linesMax: z.int().min(1).max(INVOICE_LINES_MAX),
    tolerances: z.strictObject({ lineAmount: yuan, lineTax: yuan, invoiceTax: yuan }),
    lockDays: z.int().min(1).max(LOCK_DAYS_MAX),
    statementDays: z.int().min(1).max(STATEMENT_DAYS_MAX),
    personTitleClaimable: z.boolean(),
    levyMonths: z.int().min(0).max(LEVY_MONTHS_MAX).exactOptional(),
    smallScaleLimit: yuan.exactOptional(),
    deductibleTypes: z
      .array(z.enum(['ORDINARY', 'SPECIAL']))
      .min(1)
      .exactOptional(),
    redLetter: redLetterRules.exactOptional(),
    returns: returnRules.exactOptional(),
  })
  .meta({
    id: 'RuleSet',
    description: 'All that the bureau may change about taxation, as data in force from a date.',
  });
