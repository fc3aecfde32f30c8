import {
  amountInCapitals,
  type Fen,
  formatPercent,
  type InvoiceJson,
  type LineJson,
  parseYuan,
  printedNumber,
  readRate,
} from '@fapiao-ledger/core';
import type { Evidence } from '../evidence.js';
import {
  chineseDate,
  describeBuyer,
  describeLedger,
  describeSeller,
  describeState,
  type Field,
  type ReceiptState,
} from './describe.js';
import { qrText } from './qr-text.js';
import { RATE_WITHOUT_TAX, TITLE } from './words.js';

/** A line as it is printed; net and tax as amounts, because pages have subtotals. */
export interface PrintedLine {
  readonly item: string;
  readonly specification: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly net: Fen;
  readonly rate: string;
  readonly tax: Fen;
  /** False for exempt and not taxable supplies, whose tax is printed as asterisks. */
  readonly taxed: boolean;
}

/** All that a receipt says. Where it stands is the layout's business. */
export interface ReceiptModel {
  readonly title: { readonly chinese: string; readonly english: string };
  readonly number: string;
  readonly date: string;
  readonly identification: readonly Field[];
  readonly qr: string;
  readonly buyer: readonly Field[];
  readonly seller: readonly Field[];
  readonly lines: readonly PrintedLine[];
  readonly totals: { readonly net: Fen; readonly tax: Fen; readonly taxed: boolean; readonly gross: Fen };
  readonly words: string;
  readonly remark: string;
  readonly ledger: readonly Field[];
  readonly state: ReceiptState;
}

/** What the page says about an attested invoice: a pure function of the evidence. */
export function modelOf(evidence: Evidence): ReceiptModel {
  const { invoice, status } = evidence.attestation;
  const lines = invoice.lines.map(printLine);
  const gross = parseYuan(invoice.totals.gross);
  return {
    title: TITLE[invoice.type],
    number: invoice.number,
    date: chineseDate(invoice.date),
    identification: identify(invoice),
    qr: qrText(invoice),
    buyer: describeBuyer(invoice.buyer, evidence.opening?.name),
    seller: describeSeller(invoice.seller),
    lines,
    totals: {
      net: parseYuan(invoice.totals.net),
      tax: parseYuan(invoice.totals.tax),
      taxed: lines.some((line) => line.taxed),
      gross,
    },
    words: amountInCapitals(gross),
    remark: invoice.remark ?? '',
    ledger: describeLedger(evidence),
    state: describeState(status, gross),
  };
}

function identify(invoice: InvoiceJson): Field[] {
  const { code, number } = printedNumber(invoice);
  const fields = [
    { label: '发票代码', value: code, path: '/invoice/number' },
    { label: '发票号码', value: number, path: '/invoice/number' },
    { label: '开票日期', value: chineseDate(invoice.date), path: '/invoice/date' },
    { label: '校验码', value: inGroups(invoice.checkCode), path: '/invoice/checkCode' },
  ];
  return fields.filter(({ value }) => value !== '');
}

/** Check codes are printed in groups of five. */
function inGroups(digits: string): string {
  return (digits.match(/.{1,5}/g) ?? []).join(' ');
}

function printLine(line: LineJson): PrintedLine {
  return {
    item: line.item,
    specification: line.specification ?? '',
    unit: line.unit ?? '',
    quantity: line.quantity ?? '',
    unitPrice: line.unitPrice ?? '',
    net: parseYuan(line.net),
    rate: printRate(line),
    tax: parseYuan(line.tax),
    taxed: line.zeroRate === undefined || line.zeroRate === 'ZERO_RATED',
  };
}

function printRate({ zeroRate, rate }: LineJson): string {
  if (zeroRate !== undefined) return RATE_WITHOUT_TAX[zeroRate];
  const read = readRate(rate);
  return read === undefined ? rate : formatPercent(read);
}

/** Every text on the page that comes from the data, with the pointer to where it comes from. */
export function printedTexts(model: ReceiptModel): { readonly path: string; readonly value: string }[] {
  const { buyer, seller, ledger, state, lines, remark } = model;
  return [
    ...buyer,
    ...seller,
    ...lines.flatMap((line, index) =>
      (['item', 'specification', 'unit'] as const).map((field) => ({
        path: `/invoice/lines/${index}/${field}`,
        value: line[field],
      })),
    ),
    { path: '/invoice/remark', value: remark },
    ...ledger,
    ...state.fields,
  ];
}
