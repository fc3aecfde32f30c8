import {
  type Fen,
  formatYuan,
  type InvoiceStatusJson,
  type PaymentReference,
  paymentText,
  type RedOriginJson,
  type ReversalJson,
  redeemedFen,
  reversedFen,
  sumFen,
  type UseJson,
} from '@fapiao-ledger/core';
import { describeState as describeStateOfVersion1, type Field, type ReceiptState } from '../v1/describe.js';
import { PART_REVERSED, PURPOSE, REASON, RED_LETTER } from './words.js';

/**
 * Most numbers of red-letter invoices on the page, the newest ones. An invoice may have a hundred, for which the panel has no place;
 * the attached attestation has all of them.
 */
const REDS_SHOWN = 8;

/** Returns the remark of a red-letter invoice: what it reverses, by which form, and why. */
export function describeOrigin(red: RedOriginJson): string {
  return [
    `被红冲蓝字发票号码：${red.number}`,
    `红字发票信息确认单编号：${formOf(red)}`,
    `红冲原因：${reasonOf(red)}`,
  ].join('  ');
}

/** Returns the state of a red-letter invoice. Nothing is left of it that could be booked, so it shows no rest. */
export function describeRedLetter({ holder }: InvoiceStatusJson, red: RedOriginJson): ReceiptState {
  return {
    ...RED_LETTER,
    fields: [
      { label: '持有人', value: holder, path: '/status/holder' },
      { label: '被冲发票', value: red.number, path: '/invoice/red/number' },
      { label: '确认单', value: formOf(red), path: '/invoice/red/form' },
      { label: '红冲原因', value: reasonOf(red), path: '/invoice/red/reason' },
    ],
  };
}

/** Returns the state of an invoice: as version 1, with what red-letter invoices took of it and of its bookings, its use and its payment. */
export function describeState(
  status: InvoiceStatusJson,
  gross: Fen,
  payment: PaymentReference | undefined,
): ReceiptState {
  const { reversal, use, redemptions } = status;
  const state = describeStateOfVersion1(status, gross);
  const fields = state.fields.map((field) =>
    field.path === BOOKINGS ? describeBookings(field, status) : field,
  );
  const reversed = reversal === undefined || reversal.reds.length === 0 ? [] : describeReversal(reversal);
  const words =
    reversed.length === 0 || status.state === 'RED' ? state : partReversed(state, redemptions.length);
  const paid = payment === undefined ? [] : [describePayment(payment)];
  const used = use === undefined ? [] : [describeUse(use)];
  return { ...words, fields: [...fields, ...paid, ...reversed, ...used] };
}

const BOOKINGS = '/status/redemptions';

/** The state in words; an invoice that is open, and of which nothing is booked, is only reversed in part. */
function partReversed({ chinese, english, tone, fields }: ReceiptState, bookings: number): ReceiptState {
  const isPlain = english === 'OPEN' && bookings === 0;
  return {
    chinese: isPlain ? PART_REVERSED.chinese : `${chinese}、${PART_REVERSED.chinese}`,
    english: `${english}, ${PART_REVERSED.english}`,
    tone,
    fields,
  };
}

/** What is left of the bookings, and what red-letter invoices took of them. */
function describeBookings(field: Field, status: InvoiceStatusJson): Field {
  const reversed = sumFen(status.redemptions.map(reversedFen));
  if (reversed === 0n) return field;
  const { length } = status.redemptions;
  const value = `¥${formatYuan(redeemedFen(status))}（${length} 笔，已红冲的 ¥${formatYuan(reversed)} 除外）`;
  return { ...field, value };
}

function describeReversal({ reds, totals }: ReversalJson): Field[] {
  const shown = reds.slice(-REDS_SHOWN).join('、');
  const count = reds.length > REDS_SHOWN ? `共 ${reds.length} 张，最近 ${REDS_SHOWN} 张：` : '';
  const amounts = `¥${totals.gross}（金额 ¥${totals.net}，税额 ¥${totals.tax}）`;
  return [
    { label: '已红冲金额', value: amounts, path: '/status/reversal/totals' },
    { label: '红字发票', value: count + shown, path: '/status/reversal/reds' },
  ];
}

function describePayment(payment: PaymentReference): Field {
  return { label: '支付凭证', value: paymentText(payment), path: '/invoice/payment' };
}

function describeUse({ purpose, period }: UseJson): Field {
  const month = `${period.slice(0, 4)}年${period.slice(5, 7)}月`;
  return { label: '用途', value: `${PURPOSE[purpose]}（税款所属期 ${month}）`, path: '/status/use' };
}

/** The name of a form: the number of the reversed invoice and the form's sequence. */
function formOf({ number, form }: RedOriginJson): string {
  return `${number}-${form}`;
}

function reasonOf({ reason }: RedOriginJson): string {
  return [reason, REASON[reason]].filter((text) => text !== undefined).join(' ');
}
