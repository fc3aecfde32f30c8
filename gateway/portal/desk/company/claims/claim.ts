import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import { readYuan } from '@fapiao-ledger/core';
import type { DeskWords } from '../../words/index.ts';

/** Why a company cannot book an invoice. */
type Bar = keyof DeskWords['company']['booking']['bars'];

/** Whether a company can book an invoice: as it is, after its own lock, or not at all. */
export type Claim =
  | { readonly kind: 'ready' | 'own'; readonly rest: string }
  | { readonly kind: 'barred'; readonly bar: Bar };

/** Returns what stands in the way of a booking. The ledger decides; what may succeed is offered. @param code of the company */
export function claimOf(invoice: InvoiceJson, status: InvoiceStatusJson, code: string): Claim {
  const { state, lock, holder, rest } = status;
  if (state === 'FROZEN' || state === 'RED' || state === 'REDEEMED') return { kind: 'barred', bar: state };
  if (lock !== undefined)
    return lock.company === code ? { kind: 'ready', rest } : { kind: 'barred', bar: 'OTHER_LOCK' };
  if (isForAnother(invoice, code)) return { kind: 'barred', bar: 'OTHER_TITLE' };
  return holder === code ? { kind: 'own', rest } : { kind: 'barred', bar: 'NOT_LOCKED' };
}

function isForAnother({ buyer }: InvoiceJson, code: string): boolean {
  return buyer.type !== 'PERSON' && buyer.code !== code;
}

/** Returns whether an amount can be booked of what is left. */
export function isBookable(amount: string, rest: string): boolean {
  const fen = readYuan(amount);
  const left = readYuan(rest);
  return fen !== undefined && left !== undefined && fen > 0n && fen <= left;
}
