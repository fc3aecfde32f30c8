import {
  type Draft,
  type Fault,
  formatSum,
  numberPlus,
  type PageHead,
  paymentText,
} from '@fapiao-ledger/core';
import { differencesBetween, differing } from './differences.js';
import type { IssuedPage } from './judgment.js';
import type { StoredFacts, StoredPayment } from './stored-facts.js';

/**
 * Judges the payments of a page again by what its transaction wrote (T21): each paid its invoices exactly, and each one that was written is named.
 * Whether a payment was used before is in no document at hand.
 *
 * @throws {ValidationError} every fault of the first payment that cannot be read
 */
export function paymentDifferences(
  { first, payments }: IssuedPage,
  { seller, payments: named = [] }: PageHead,
  drafts: readonly Draft[],
  stored: StoredFacts,
): readonly Fault[] {
  const written = new Map(payments.map((bytes) => byText(stored.payment(bytes))));
  const faults = named.flatMap(({ from, count, ...reference }) => {
    const payment = written.get(paymentText(reference));
    if (payment === undefined)
      return [differing('/payment', `its transaction used no payment ${paymentText(reference)}`)];
    written.delete(paymentText(reference));
    const gross = drafts.slice(from, from + count).reduce((sum, draft) => sum + draft.gross, 0n);
    const { payee, amount, invoices } = payment;
    return differencesBetween(
      '/payment',
      'its payment',
      { payee, amount, invoices },
      {
        payee: seller.code,
        amount: formatSum(gross),
        invoices: { page: first, first: numberPlus(first, from), count },
      },
    );
  });
  const unnamed = [...written.keys()].map((text) =>
    differing('/payment', `its transaction used payment ${text}, which paid none of its invoices`),
  );
  return [...faults, ...unnamed];
}

function byText(payment: StoredPayment): [string, StoredPayment] {
  return [paymentText(payment), payment];
}
