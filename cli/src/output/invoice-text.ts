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
}: InvoiceStatusJson): [string, string][] {
  return [
    ['state', state],
    ['holder', holder],
    ['rest', rest],
    ...(lock === undefined
      ? []
      : [['locked for', `${lock.company} until ${lock.expiresAt}`] as [string, string]]),
    ...redemptions.map(({ company, amount, at }): [string, string] => [
      'redeemed',
      `${amount} by ${company} at ${at}`,
    ]),
    ...(use === undefined ? [] : [['used', `${USES[use.purpose]} in ${use.period}`] as [string, string]]),
    ...reversalFields({ reversal }),
    ...(frozen === undefined ? [] : [['frozen', `since ${frozen.at}`] as [string, string]]),
  ];
}

/** Returns what red-letter invoices have taken of an invoice, and their numbers. */
export function reversalFields({
  reversal,
}: {
  readonly reversal?: ReversalJson | undefined;
}): [string, string][] {
  if (reversal === undefined || reversal.reds.length === 0) return [];
  return [['reversed', `${reversal.totals.gross} by ${reversal.reds.join(', ')}`]];
}

/** Returns what a red-letter invoice reverses. */
export function originFields({ red }: { readonly red?: RedOriginJson | undefined }): [string, string][] {
  return red === undefined ? [] : [['reverses', `${red.number}, form ${red.form}`]];
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

function headFields(invoice: InvoiceJson): [string, string][] {
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
    ['type', type],
    ['date', `${date} (${issuedAt})`],
    ['seller', `${seller.name} ${seller.code}`],
    ['buyer', buyerText(buyer)],
    ...originFields({ red }),
    ...(payment === undefined ? [] : [['paid through', paymentText(payment)] as [string, string]]),
    ...(ref === undefined ? [] : [['own id', ref] as [string, string]]),
    ...(remark === undefined ? [] : [['remark', remark] as [string, string]]),
    ['rules', `${ruleSet.version} ${ruleSet.hash.slice(0, 16)}`],
    ['transaction', transactionId],
  ];
}

function totalFields({ totals }: InvoiceJson): [string, string][] {
  return [
    ['net', totals.net],
    ['tax', totals.tax],
    ['gross', totals.gross],
  ];
}

function buyerText(buyer: BuyerJson): string {
  if (buyer.type !== 'PERSON') return [buyer.name, buyer.code].filter((text) => text !== undefined).join(' ');
  return buyer.nameCommitment === undefined
    ? 'a person'
    : `a person, sealed as ${buyer.nameCommitment.slice(0, 16)}…`;
}

function lineRow(line: LineJson, index: number): string[] {
  const { item, specification, unit, quantity, unitPrice, net, rate, tax, zeroRate } = line;
  const name = specification === undefined ? item : `${item} ${specification}`;
  const amount = [quantity, unit].filter((text) => text !== undefined).join(' ');
  const bps = readRate(rate);
  const percent = zeroRate ?? (bps === undefined ? rate : formatPercent(bps));
  return [String(index + 1), name, amount, unitPrice ?? '', net, percent, tax];
}
