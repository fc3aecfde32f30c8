import {
  CHECK_PAGE_PATTERN,
  CREDIT_CODE_PATTERN,
  DATE_PATTERN,
  type ErrorCode,
  INVOICE_NUMBER_PATTERN,
  isCalendarDate,
  isCheckPage,
  isContractName,
  isCreditCode,
  isInvoiceNumber,
  isKeyEpoch,
  isLaneName,
  isLedgerId,
  isMonth,
  isOfficerCode,
  isParticipantCode,
  isPaymentId,
  isPrintable,
  isProviderCode,
  isRequestId,
  LANE_NAME_PATTERN,
  MONTH_PATTERN,
  PERSON_ID_PATTERN,
  RED_FORMS_MAX,
  readInstant,
  readPaymentText,
  readYuan,
  YUAN_PATTERN,
} from '@fapiao-ledger/core';
import { z } from 'zod';
import { SIGNATURE_PATTERN } from '../../issuing/read-drafts.js';

interface Shown {
  readonly description: string;
  readonly example: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Returns a schema of text that a test of the core accepts. The pattern describes the test in the OpenAPI document. */
export function text(code: ErrorCode, accepts: (value: string) => boolean, shown: Shown): z.ZodString {
  return z
    .string()
    .refine(accepts, { message: `${shown.description} is expected`, params: { code } })
    .meta({ ...shown });
}

/** Returns a schema of text that a page can show. */
export function printable(lengthMax: number, example: string): z.ZodString {
  return text('TEXT_INVALID', (value) => isPrintable(value, lengthMax), {
    description: `1 to ${lengthMax} characters that a page can show`,
    example,
    minLength: 1,
    maxLength: lengthMax,
  });
}

export const invoiceNumber = text('NUMBER_FORMAT', isInvoiceNumber, {
  description: 'an invoice number of 20 digits',
  example: '26442000000000000001',
  pattern: INVOICE_NUMBER_PATTERN.source,
});

export const creditCode = text('CREDIT_CODE_INVALID', isCreditCode, {
  description: 'a unified social credit code (GB 32100)',
  example: '914403001922038216',
  pattern: CREDIT_CODE_PATTERN.source,
});

export const participant = text('CREDIT_CODE_INVALID', isParticipantCode, {
  description: 'a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z',
  example: '914403001922038216',
  pattern: `${PERSON_ID_PATTERN.source}|${CREDIT_CODE_PATTERN.source}`,
});

export const month = text('DATE_FORMAT', isMonth, {
  description: 'a month',
  example: '2026-03',
  pattern: MONTH_PATTERN.source,
});

export const date = text('DATE_FORMAT', isCalendarDate, {
  description: 'a date',
  example: '2026-03-01',
  pattern: DATE_PATTERN.source,
});

export const yuan = text('MONEY_FORMAT', (value) => readYuan(value) !== undefined, {
  description: 'yuan with exactly two decimals',
  example: '1234.50',
  pattern: YUAN_PATTERN.source,
});

export const credited = text('MONEY_FORMAT', (value) => (readYuan(value) ?? -1n) >= 0n, {
  description: 'yuan with exactly two decimals, not negative',
  example: '1234.50',
  pattern: `(?=^[^-])${YUAN_PATTERN.source}`,
});

export const formSequence = text(
  'FIELD_VALUE',
  (value) => /^[1-9][0-9]{0,9}$/.test(value) && Number(value) <= RED_FORMS_MAX,
  {
    description: 'which red-letter form of the invoice, beginning with 1',
    example: '1',
    pattern: '^[1-9][0-9]{0,9}$',
  },
);

export const requestId = text('FIELD_VALUE', isRequestId, {
  description: 'a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -',
  example: 'till-7:2026-03-01:000123',
  pattern: '^[A-Za-z0-9._:-]{8,64}$',
});

export const checkPage = text('FIELD_VALUE', isCheckPage, {
  description: 'the address of the page to which receipts link',
  example: 'https://check.example/',
  pattern: CHECK_PAGE_PATTERN.source,
});
export const laneName = text('FIELD_VALUE', isLaneName, {
  description: 'a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -',
  example: 'main',
  pattern: LANE_NAME_PATTERN.source,
});

export const keyEpoch = text('FIELD_VALUE', isKeyEpoch, {
  description: 'the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f',
  example: '0f1e2d3c4b5a6978',
  pattern: '^[0-9a-f]{16}$',
});

export const ledgerName = text('FIELD_VALUE', isLedgerName, {
  description: 'the ledger and contract that the statement is for: hash of the first block, /, contract',
  example: `${'0123456789abcdef'.repeat(4)}/fapiao`,
  pattern: '^[0-9a-f]{64}/[A-Za-z0-9_-]{1,64}$',
});

export const ledgerId = text('FIELD_VALUE', isLedgerId, {
  description: 'SHA-256 of the header of the ledger’s first block: 64 of 0-9 a-f',
  example: '0123456789abcdef'.repeat(4),
  pattern: '^[0-9a-f]{64}$',
});

export const contractName = text('FIELD_VALUE', isContractName, {
  description: 'the name under which the contract is deployed: 1 to 64 of A-Z a-z 0-9 _ -',
  example: 'fapiao',
  pattern: '^[A-Za-z0-9_-]{1,64}$',
});

function isLedgerName(value: string): boolean {
  const [id = '', contract = '', ...more] = value.split('/');
  return more.length === 0 && isLedgerId(id) && isContractName(contract);
}

export const instant = text('DATE_FORMAT', (value) => readInstant(value) !== undefined, {
  description: 'a moment in UTC, to the second',
  example: '2026-03-01T08:00:00Z',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
});

export const officer = text('CREDIT_CODE_INVALID', isOfficerCode, {
  description: 'the code of an officer: O and 3 to 31 of 0-9 A-Z -',
  example: 'O0001',
  pattern: '^O[0-9A-Z-]{3,31}$',
});

export const provider = text('CREDIT_CODE_INVALID', isProviderCode, {
  description: 'the code of a payment provider: V and 3 to 31 of 0-9 A-Z -',
  example: 'V-PAY',
  pattern: '^V[0-9A-Z-]{3,31}$',
});

export const paymentId = text('FIELD_VALUE', isPaymentId, {
  description: 'the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -',
  example: '20260301-000123',
  pattern: '^[A-Za-z0-9._:-]{1,64}$',
});

/** A payment as a header has it. */
export const paymentName = text(
  'FIELD_VALUE',
  (value) => readPaymentText(value, isProviderCode) !== undefined,
  {
    description:
      'a payment that the invoices are paid by: code of the provider, slash, its id of the payment',
    example: 'V-PAY/20260301-000123',
    pattern: '^V[0-9A-Z-]{3,31}/[A-Za-z0-9._:-]{1,64}$',
  },
);

export const paymentReference = z
  .strictObject({ provider, id: paymentId })
  .meta({ id: 'PaymentReference', description: 'A payment by its provider and the provider’s id of it.' });

export const signature = text('FIELD_VALUE', (value) => SIGNATURE_PATTERN.test(value), {
  description: 'a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64',
  example:
    'MEQCIBt9w0m7mT1bVYQ2Yw0o0Jx0w5kq5bW7n0mV1m9m8wJ1AiA0W7o4V0b5Yq2m1n9r8e7t6y5u4i3o2p1a0s9d8f7g6h5A==',
  pattern: SIGNATURE_PATTERN.source,
});

export const publicKey = z.string().meta({ description: 'P-256 SubjectPublicKeyInfo, DER, base64' });

export const csr = z.string().meta({
  description: 'certificate request (PKCS#10, PEM) for publicKey; the gateway then certifies the key',
});
