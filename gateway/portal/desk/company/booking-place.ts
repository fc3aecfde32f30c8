import { isInvoiceNumber } from '@fapiao-ledger/core';
import { hashOf } from '../route.ts';

/** Returns the place where invoices are booked. */
export function bookingPlace(numbers: readonly string[]): string {
  return hashOf('/claims/book', { numbers: numbers.join(',') });
}

/** Returns the numbers that such a place names, each once. */
export function numbersIn(query: URLSearchParams): readonly string[] {
  return [...new Set((query.get('numbers') ?? '').split(','))].filter(isInvoiceNumber);
}
