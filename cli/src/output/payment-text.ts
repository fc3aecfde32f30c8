import { type MandatesJson, type MandateTerms, type PaymentJson, paymentText } from '@fapiao-ledger/core';
import { fieldsText, type Page } from './table.js';

/** Returns the terms of a mandate for people: everything that the seller signs. */
export function mandateFields({
  provider,
  lane,
  amountMax,
  until,
  types,
  refundLane,
}: MandateTerms): [string, string][] {
  return [
    ['provider', provider],
    ['issues from lane', lane],
    ['payments up to', amountMax],
    ['until', until],
    ['types', types === undefined ? 'every type' : types.join(', ')],
    [
      'refunds',
      refundLane === undefined ? 'start nothing' : `start red-letter invoices of lane ${refundLane}`,
    ],
  ];
}

/** Returns the mandates of a seller. */
export function mandatesText({ mandates }: MandatesJson, page: Page): string {
  if (mandates.length === 0) return 'no mandates';
  return mandates.map((mandate) => fieldsText(mandateFields(mandate), page)).join('\n\n');
}

/** Returns a payment with its invoices and refunds. */
export function paymentFields(payment: PaymentJson): [string, string][] {
  const { payee, amount, paidAt, invoices, refunds } = payment;
  const used =
    invoices === undefined
      ? 'none yet'
      : invoices.count === 1
        ? invoices.first
        : `${invoices.count} from ${invoices.first}`;
  return [
    ['payment', paymentText(payment)],
    ['payee', payee],
    ['amount', amount],
    ['paid at', paidAt],
    ['invoices', used],
    ...refunds.map(({ id, amount: back, number, sequence }): [string, string] => [
      'refund',
      `${id}: ${back} of ${number}, form ${sequence}`,
    ]),
  ];
}
