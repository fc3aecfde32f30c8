import type { InvoiceAnswer } from '@fapiao-ledger/client';
import {
  type BuyerJson,
  formatPercent,
  type InvoiceJson,
  type InvoiceStatusJson,
  type LineJson,
  paymentText,
  type RedOriginJson,
  type ReversalJson,
  readRate,
} from '@fapiao-ledger/core';
import { codeText, type Field } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { groupDigits } from './number-text.js';
import { type Column, fieldsText, type Page, tableText } from './table.js';

/** Returns an invoice and its state for people. */
export function invoiceText({ invoice, status }: InvoiceAnswer, page: Page): string {
  return [
    fieldsText(headFields(invoice), page),
    tableText(LINE_COLUMNS, invoice.lines.map(lineRow), page),
    fieldsText([...totalFields(invoice), ...statusFields(status)], page),
  ].join('\n\n');
}

/** Returns state, holder and rest; fields without a value are left out. */
export function statusFields({
  state,
  holder,
  rest,
  lock,
  redemptions,
  reversal,
  use,
  frozen,
}: InvoiceStatusJson): Field[] {
  return [
    ['state', codeText(state)],
    ['holder', holder],
    ['rest', rest],
    ...(lock === undefined
      ? []
      : [
          [
            'locked for',
            phrase('{company} until {expiresAt}', {
              company: lock.company,
              expiresAt: beijingTime(lock.expiresAt),
            }),
          ] as Field,
        ]),
    ...redemptions.map(
      ({ company, amount, at }): Field => [
        'redeemed',
        phrase('{amount} by {company} at {at}', { amount, company, at: beijingTime(at) }),
      ],
    ),
    ...(use === undefined
      ? []
      : [
          [
            'used',
            phrase('{purpose} in {period}', { purpose: phrase(USES[use.purpose]), period: use.period }),
          ] as Field,
        ]),
    ...reversalFields({ reversal }),
    ...(frozen === undefined
      ? []
      : [['frozen', phrase('since {at}', { at: beijingTime(frozen.at) })] as Field]),
  ];
}

/** Returns what red-letter invoices have taken of an invoice, and their numbers. */
export function reversalFields({ reversal }: { readonly reversal?: ReversalJson | undefined }): Field[] {
  if (reversal === undefined || reversal.reds.length === 0) return [];
  return [
    [
      'reversed',
      phrase('{gross} by {reds}', { gross: reversal.totals.gross, reds: reversal.reds.join(', ') }),
    ],
  ];
}

/** Returns what a red-letter invoice reverses. */
export function originFields({ red }: { readonly red?: RedOriginJson | undefined }): Field[] {
  return red === undefined
    ? []
    : [['reverses', phrase('{number}, form {form}', { number: red.number, form: red.form })]];
}

/** What a buyer uses an invoice for. */
const USES = { DEDUCTION: 'for deduction', NO_DEDUCTION: 'without deduction' } as const;

const LINE_COLUMNS: readonly Column[] = [
  { head: '#', align: 'right' },
  { head: 'item', isFlexible: true },
  { head: 'quantity', align: 'right' },
  { head: 'unit price', align: 'right' },
  { head: 'net', align: 'right' },
  { head: 'rate', align: 'right' },
  { head: 'tax', align: 'right' },
];

function headFields(invoice: InvoiceJson): Field[] {
  const {
    number,
    checkCode,
    type,
    date,
    issuedAt,
    seller,
    buyer,
    remark,
    ref,
    red,
    payment,
    ruleSet,
    transactionId,
  } = invoice;
  return [
    ['number', number],
    ['check code', groupDigits(checkCode)],
    ['type', codeText(type)],
    ['date', date],
    ['issued at', beijingTime(issuedAt)],
    ['seller', `${seller.name} ${seller.code}`],
    ['buyer', buyerText(buyer)],
    ...originFields({ red }),
    ...(payment === undefined ? [] : [['paid through', paymentText(payment)] as Field]),
    ...(ref === undefined ? [] : [['own id', ref] as Field]),
    ...(remark === undefined ? [] : [['remark', remark] as Field]),
    ['rules', `${ruleSet.version} ${ruleSet.hash.slice(0, 16)}`],
    ['transaction', transactionId],
  ];
}

function totalFields({ totals }: InvoiceJson): Field[] {
  return [
    ['net', totals.net],
    ['tax', totals.tax],
    ['gross', totals.gross],
  ];
}

function buyerText(buyer: BuyerJson): string {
  if (buyer.type !== 'PERSON') return [buyer.name, buyer.code].filter((text) => text !== undefined).join(' ');
  return buyer.nameCommitment === undefined
    ? phrase('a person')
    : phrase('a person, sealed as {nameCommitment}…', { nameCommitment: buyer.nameCommitment.slice(0, 16) });
}

function lineRow(line: LineJson, index: number): string[] {
  const { item, specification, unit, quantity, unitPrice, net, rate, tax, zeroRate } = line;
  const name = specification === undefined ? item : `${item} ${specification}`;
  const amount = [quantity, unit].filter((text) => text !== undefined).join(' ');
  const bps = readRate(rate);
  const percent =
    zeroRate === undefined ? (bps === undefined ? rate : formatPercent(bps)) : codeText(zeroRate);
  return [String(index + 1), name, amount, unitPrice ?? '', net, percent, tax];
}
