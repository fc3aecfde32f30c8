import type { InvoiceState, InvoiceType, ZeroRate } from '@fapiao-ledger/core';

/** The Chinese of the page that depends on the data, with the English in small print. */
interface Words {
  readonly chinese: string;
  readonly english: string;
}

export const TITLE: Readonly<Record<InvoiceType, Words>> = {
  ORDINARY: { chinese: '电子发票（普通发票）', english: 'Electronic invoice · ordinary' },
  SPECIAL: { chinese: '电子发票（增值税专用发票）', english: 'Electronic invoice · special VAT' },
};

export const RATE_WITHOUT_TAX: Readonly<Record<ZeroRate, string>> = {
  EXEMPT: '免税',
  NOT_TAXED: '不征税',
  ZERO_RATED: '0%',
};

/** How a state is marked: free to use, held by a claim, used up, or stopped. */
export type Tone = 'open' | 'held' | 'done' | 'stopped';

export const STATE: Readonly<Record<InvoiceState, Words & { readonly tone: Tone }>> = {
  OPEN: { chinese: '未入账', english: 'OPEN', tone: 'open' },
  LOCKED: { chinese: '已锁定', english: 'LOCKED', tone: 'held' },
  REDEEMED: { chinese: '已入账', english: 'REDEEMED', tone: 'done' },
  RED: { chinese: '已红冲', english: 'RED', tone: 'stopped' },
  FROZEN: { chinese: '已冻结', english: 'FROZEN', tone: 'stopped' },
};

export const PART_REDEEMED: Words & { readonly tone: Tone } = {
  chinese: '部分入账',
  english: 'OPEN, PART REDEEMED',
  tone: 'open',
};
