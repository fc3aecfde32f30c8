/** Codes about payments, their providers and sellers' mandates (T21): a part of `ERROR_CODES`. */
export const PAYMENT_ERROR_CODES = {
  PROVIDER_REVOKED: {
    kind: 'forbidden',
    rule: 'T21',
    summary: 'the bureau has revoked this payment provider',
  },
  MANDATE_ENDED: { kind: 'forbidden', rule: 'T21', summary: 'the seller’s mandate has ended' },
  MANDATE_EXCEEDED: {
    kind: 'forbidden',
    rule: 'T21',
    summary: 'the seller’s mandate does not cover this lane, amount, type or refund',
  },
  PROVIDER_NOT_FOUND: {
    kind: 'missing',
    rule: 'T21',
    summary: 'no payment provider is registered under this code',
  },
  MANDATE_NOT_FOUND: {
    kind: 'missing',
    rule: 'T21',
    summary: 'the seller has granted this provider no mandate',
  },
  PAYMENT_NOT_FOUND: {
    kind: 'missing',
    rule: 'T21',
    summary: 'no such payment to this seller is confirmed',
  },
  MANDATE_COUNT: { kind: 'conflict', rule: 'T21', summary: 'a seller has no place for another mandate' },
  PAYMENT_USED: { kind: 'conflict', rule: 'T21', summary: 'the payment has its invoices already' },
  PAYMENT_DIFFERS: {
    kind: 'conflict',
    rule: 'T21',
    summary: 'the payment or the refund is confirmed with other terms already',
  },
  PAYMENT_AMOUNT: {
    kind: 'conflict',
    rule: 'T21',
    summary: 'the amount that is paid or refunded is not the gross amount of the invoices',
  },
  PAYMENT_TIME: {
    kind: 'conflict',
    rule: 'T21',
    summary: 'the payment or the refund is in the future, or too long ago',
  },
  INVOICE_NOT_PAID: { kind: 'conflict', rule: 'T21', summary: 'the invoice is not of this payment' },
  REFUND_USED: { kind: 'conflict', rule: 'T21', summary: 'the refund has started a form already' },
  REFUND_EXCEEDS_PAYMENT: {
    kind: 'conflict',
    rule: 'T21',
    summary: 'the refunds would be more than was paid',
  },
  REFUND_COUNT: { kind: 'conflict', rule: 'T21', summary: 'a payment has no place for another refund' },
  RED_FORM_RUNS: {
    kind: 'conflict',
    rule: 'T23',
    summary: 'another red-letter form of this invoice has not ended yet',
  },
} as const satisfies Record<string, { kind: string; rule: string; summary: string }>;
