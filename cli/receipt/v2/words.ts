import type { UsePurpose } from '@fapiao-ledger/core';
import type { Tone } from '../v1/words.js';

/** Words of version 2 that version 1 does not have: those about red-letter invoices and the use of an invoice. */
interface Words {
  readonly chinese: string;
  readonly english: string;
}

/** Follows on the title of a red-letter invoice. */
export const RED_TITLE: Words = { chinese: '（红字）', english: ' · red-letter' };

/** State of a red-letter invoice, which no act changes. */
export const RED_LETTER: Words & { readonly tone: Tone } = {
  chinese: '红字发票',
  english: 'RED-LETTER INVOICE',
  tone: 'stopped',
};

/** Follows on the state of an invoice of which red-letter invoices have taken a part. */
export const PART_REVERSED: Words = { chinese: '部分红冲', english: 'PART REVERSED' };

/** Reasons of Notice 2024 No. 11 by their national codes. Another one is printed as its code. */
export const REASON: Readonly<Record<string, string>> = {
  '01': '开票有误',
  '02': '销货退回',
  '03': '服务中止',
  '04': '销售折让',
};

export const PURPOSE: Readonly<Record<UsePurpose, string>> = {
  DEDUCTION: '抵扣',
  NO_DEDUCTION: '不抵扣',
};
