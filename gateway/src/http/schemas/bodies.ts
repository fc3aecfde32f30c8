import { INVOICE_LINES_MAX, RED_CODE_PATTERN, RED_FORMS_MAX, TEXT_MAX } from '@fapiao-ledger/core';
import { z } from 'zod';
import { draftList, hash, levy, reversedLine } from './documents.js';
import { keyName, keyRegistration, officerOperations } from './keys.js';
import { numbersReturn } from './numbers.js';
import { mandateTerms, paymentTerms } from './payments.js';
import { filedTerms, returnDecision } from './returns.js';
import { ruleSet } from './rule-set.js';
import {
  checkPage,
  creditCode,
  credited,
  instant,
  invoiceNumber,
  laneName,
  month,
  officer,
  participant,
  paymentId,
  paymentReference,
  printable,
  provider,
  publicKey,
  text,
  yuan,
} from './text.js';

const invoices = z.array(z.strictObject({ number: invoiceNumber })).min(1);

/** Decisions of the bureau about a taxpayer. */
const decisions = {
  contact: printable(TEXT_MAX.contact, '示例路1号 0755-00000000').exactOptional(),
  bank: printable(TEXT_MAX.contact, '示例银行 0000000000000000').exactOptional(),
  singleLimit: yuan.exactOptional().meta({ description: 'largest gross amount of an invoice' }),
  rateGrants: z
    .array(z.string())
    .exactOptional()
    .meta({ description: 'rows of the rate table that the bureau grants to this taxpayer' }),
};

const redReason = text('FIELD_VALUE', (value) => RED_CODE_PATTERN.test(value), {
  description: 'the national code of a reason, two digits',
  example: '02',
  pattern: RED_CODE_PATTERN.source,
});
const reversedLines = z.array(reversedLine).min(1).max(INVOICE_LINES_MAX);

const namedForm = { number: invoiceNumber, sequence: z.int().min(1).max(RED_FORMS_MAX) };

/** The bodies that actors sign, by operation. */
export const bodies = {
  issue: z.strictObject({ drafts: draftList, payment: paymentReference.exactOptional() }),
  'issue-paid': z.strictObject({ drafts: draftList, payment: paymentTerms }),
  'confirm-payment': z.strictObject({ payment: paymentTerms }),
  'confirm-refund': z.strictObject({
    payment: paymentId,
    refund: paymentId,
    amount: credited,
    refundedAt: instant,
    number: invoiceNumber,
    reason: redReason,
    lines: reversedLines.exactOptional(),
  }),
  'grant-mandate': mandateTerms,
  'revoke-mandate': z.strictObject({ provider }),
  transfer: z.strictObject({ to: participant, invoices }),
  lock: z.strictObject({ company: creditCode, invoices }),
  unlock: z.strictObject({ invoices }),
  redeem: z.strictObject({
    invoices: z.array(z.strictObject({ number: invoiceNumber, amount: credited })).min(1),
  }),
  'confirm-use': z.strictObject({ purpose: z.enum(['DEDUCTION', 'NO_DEDUCTION']), period: month, invoices }),
  'revoke-use': z.strictObject({ invoices }),
  'start-red-letter': z.strictObject({
    number: invoiceNumber,
    reason: redReason,
    lines: reversedLines.exactOptional(),
    lane: laneName.exactOptional(),
  }),
  'confirm-red-letter': z.strictObject({ ...namedForm, terms: hash, lane: laneName.exactOptional() }),
  'issue-red-letter': z.strictObject({ ...namedForm, lane: laneName }),
  'refuse-red-letter': z.strictObject(namedForm),
  'withdraw-red-letter': z.strictObject(namedForm),
  'elect-levy': levy,
  'end-levy': z.strictObject({}),
  'set-strict-refs': z.strictObject({ strict: z.boolean() }),
  'file-return': filedTerms,
  cancel: z.strictObject({}),
  'register-provider': z.strictObject({
    code: provider,
    name: printable(TEXT_MAX.name, '示例支付'),
    mspId: z.string().meta({ description: 'organization of the platform that serves it' }),
    publicKey,
  }),
  'revoke-provider': z.strictObject({ code: provider }),
  'register-officer': z.strictObject({ code: officer, publicKey, operations: officerOperations }),
  'revoke-officer': z.strictObject({ code: officer }),
  'register-taxpayer': z.strictObject({
    code: participant,
    kind: z.enum(['GENERAL', 'SMALL_SCALE', 'PERSON']),
    name: printable(TEXT_MAX.name, '示例企业')
      .exactOptional()
      .meta({ description: 'required, except for a person, who has no name on the ledger' }),
    mspId: z.string().meta({ description: 'organization of the platform that serves it' }),
    publicKey,
    ...decisions,
  }),
  'amend-taxpayer': z.strictObject({
    code: participant,
    status: z.enum(['ACTIVE', 'SUSPENDED']).exactOptional(),
    reason: printable(TEXT_MAX.reason, '涉嫌虚开，调查中')
      .exactOptional()
      .meta({ description: 'why the taxpayer has this status; the taxpayer may read it' }),
    publicKey: publicKey.exactOptional(),
    ...decisions,
  }),
  'publish-rules': ruleSet,
  'close-period': z.strictObject({ month }),
  'set-check-page': z.strictObject({ checkPage: checkPage.exactOptional() }),
  'grant-credit': z.strictObject({ seller: creditCode, month, net: credited }),
  'grant-segment': z.strictObject({
    seller: creditCode,
    profile: z.enum(['DIGITAL', 'SHENZHEN_2018']),
    prefix: z.string().meta({ example: '26442', pattern: '^[0-9]{5}([0-9]{7})?$' }),
    count: z.int().min(1).max(10_000_000),
  }),
  'register-key': keyRegistration,
  'revoke-key': z.strictObject({ name: keyName }),
  'return-numbers': numbersReturn,
  'accept-return': returnDecision,
  freeze: z.strictObject({ number: invoiceNumber, reason: printable(TEXT_MAX.reason, '核查') }),
  release: z.strictObject({ number: invoiceNumber }),
};
