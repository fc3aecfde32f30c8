import type { InvoiceSummary } from '@fapiao-ledger/client';
import type { DeskWords } from '../words/index.ts';

type Standing = keyof DeskWords['company']['standing'];

export const TONES: Readonly<Record<Standing, string>> = {
  FROZEN: 'bad',
  RED: 'bad',
  REDEEMED: 'bad',
  LOCKED: 'wait',
  PART: 'wait',
  OPEN: 'good',
};

/** Returns what stands against a claim of an invoice. Only one that can be claimed in full is OPEN. */
export function standingOf({
  state,
  rest,
  totals,
}: Pick<InvoiceSummary, 'state' | 'rest' | 'totals'>): Standing {
  return state === 'OPEN' && rest !== totals.gross ? 'PART' : state;
}
