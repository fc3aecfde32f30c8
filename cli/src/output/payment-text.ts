import { type MandatesJson, type MandateTerms, type PaymentJson, paymentText } from '@fapiao-ledger/core';
import { codeText, type Field } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { fieldsText, type Page } from './table.js';

/** Returns the terms of a mandate for people: everything that the seller signs. */
export function mandateFields({
  provider,
  lane,
  amountMax,
  until,
  types,
  refundLane,
}: MandateTerms): Field[] {
  return [
    ['provider', provider],
    ['issues from lane', lane],
    ['payments up to', amountMax],
    ['until', beijingTime(until)],
    ['types', types === undefined ? phrase('every type') : types.map(codeText).join(', ')],
    [
      'refunds',
      refundLane === undefined
        ? phrase('start nothing')
        : phrase('start red-letter invoices of lane {refundLane}', { refundLane }),
    ],
  ];
}

/** Returns the mandates of a seller. */
export function mandatesText({ mandates }: MandatesJson, page: Page): string {
  if (mandates.length === 0) return phrase('no mandates');
  return mandates.map((mandate) => fieldsText(mandateFields(mandate), page)).join('\n\n');
}

/** Returns a payment with its invoices and refunds. */
export function paymentFields(payment: PaymentJson): Field[] {
  const { payee, amount, paidAt, invoices, refunds } = payment;
  const used =
    invoices === undefined
      ? phrase('none yet')
      : invoices.count === 1
        ? invoices.first
        : phrase('{count} from {first}', { count: invoices.count, first: invoices.first });
  return [
    ['payment', paymentText(payment)],
    ['payee', payee],
    ['amount', amount],
    ['paid at', beijingTime(paidAt)],
    ['invoices', used],
    ...refunds.map(
      ({ id, amount: back, number, sequence }): Field => [
        'refund',
        phrase('{id}: {back} of {number}, form {sequence}', { id, back, number, sequence }),
      ],
    ),
  ];
}
