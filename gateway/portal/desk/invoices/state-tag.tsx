import type { InvoiceState } from '@fapiao-ledger/core';
import type { ReactNode } from 'react';

const TONES: Readonly<Record<InvoiceState, string>> = {
  OPEN: 'good',
  LOCKED: 'wait',
  REDEEMED: '',
  RED: 'bad',
  FROZEN: 'bad',
};

/** The state of an invoice. The text says it; the color only helps. */
export function stateTag(state: InvoiceState, text: string): ReactNode {
  return <span className={`tag ${TONES[state]}`}>{text}</span>;
}
