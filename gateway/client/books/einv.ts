import {
  addFen,
  type Fen,
  formatYuan,
  type InvoiceJson,
  type InvoiceStatusJson,
  monthOf,
  parseYuan,
  type RedemptionJson,
  readInstant,
  shanghaiDate,
  shanghaiTime,
  sumFen,
} from '@fapiao-ledger/core';

/** An invoice as a company has it in its books. */
export interface BookedInvoice {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** The company that keeps the books. */
  readonly company: string;
  /** Returns the voucher under which the company has booked an amount; undefined when it is not known. */
  readonly voucherOf?: (booking: RedemptionJson) => string | undefined;
}

const EINV = 'http://xbrl.mof.gov.cn/taxonomy/2023-12-31/einv';

/** A fact of the file: a name of the taxonomy, and a value. */
type Fact = readonly [name: string, value: string];

/**
 * Returns the booking file of an invoice: an XBRL instance with the elements of the taxonomy `einv` (2023-12-31, receiver) that are known
 * and follow from the ledger. Subjects of accounts, contracts and bank receipts are the company's own and left out.
 */
export function einvXml({ invoice, status, company, voucherOf = () => undefined }: BookedInvoice): string {
  const bookings = status.redemptions.filter((booking) => booking.company === company);
  const date = shanghaiDate(secondsOf(invoice.issuedAt));
  const amounts = amountFacts(invoice);
  const texts = [
    ...partyFacts(invoice, company),
    ...stateFacts(invoice, bookings),
    ...factsOfUse(invoice, status, company),
  ];
  const transferred = transferredTax(invoice, status, company);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:einv="${EINV}">`,
    `<link:schemaRef xlink:type="simple" xlink:href="${EINV}/einv_receiver_entry_point"/>`,
    `<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="${SCHEME}">${escaped(company)}</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>${date}</xbrli:instant></xbrli:period></xbrli:context>`,
    '<xbrli:unit id="CNY"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>',
    ...texts.map(textElement),
    ...amounts.map(moneyElement),
    ...(transferred === undefined
      ? []
      : [moneyElement(['AmountOfTransferredOutInputVat', formatYuan(transferred)])]),
    ...bookings.flatMap((booking) => documentElement(booking, voucherOf(booking))),
    '</xbrli:xbrl>',
    '',
  ].join('\n');
}

/** The taxonomy's own name for codes of entities is not known. This one names the standard of the code. */
const SCHEME = 'urn:gb:32100';

function isBuyer({ buyer }: InvoiceJson, company: string): boolean {
  return buyer.type === 'ENTERPRISE' && buyer.code === company;
}

function amountFacts({ totals }: InvoiceJson): readonly Fact[] {
  return [
    ['TotalAmWithoutTax', totals.net],
    ['TotalTaxAm', totals.tax],
    ['TotalTax-includedAmount', totals.gross],
  ];
}

function partyFacts(invoice: InvoiceJson, company: string): readonly Fact[] {
  const { number, seller, buyer, issuedAt } = invoice;
  const issued = secondsOf(issuedAt);
  return [
    ['InvoiceNumber', number],
    ['SellerName', seller.name],
    ['SellerIdNum', seller.code],
    ['RequestTime', `${shanghaiDate(issued)} ${shanghaiTime(issued)}`],
    ['UnifiedSocialCreditCodeOfAccountingEntity', company],
    ...(buyer.type === 'ENTERPRISE' && buyer.code === company
      ? ([['NameOfAccountingEntity', buyer.name]] as const)
      : []),
  ];
}

function stateFacts({ red }: InvoiceJson, bookings: readonly RedemptionJson[]): readonly Fact[] {
  return [
    ['WhetherEinvoiceIsRedEinvoice', String(red !== undefined)],
    ['WhetherEinvoiceHasBeenBooked', String(bookings.some(isLive))],
  ];
}

/** Returns whether red-letter invoices have left something of a booking. */
function isLive({ amount, reversed = [] }: RedemptionJson): boolean {
  return parseYuan(amount) > sumFen(reversed.map((part) => parseYuan(part.amount)));
}

/** The use is confirmed by the buyer alone, so that it stands in the books of no other company. */
function factsOfUse(invoice: InvoiceJson, { use }: InvoiceStatusJson, company: string): readonly Fact[] {
  if (!isBuyer(invoice, company)) return [];
  if (use === undefined) return [['WhetherEinvoiceUsageHasBeenConfirmed', 'false']];
  return [
    ['WhetherEinvoiceUsageHasBeenConfirmed', 'true'],
    ['UsageConfirmation', use.purpose === 'DEDUCTION' ? '抵扣' : '不抵扣'],
    ['PeriodOfUsageConfirmation', use.period],
    ...(invoice.type === 'SPECIAL'
      ? ([['WhetherInputVatHasBeenTransferredOut', String((use.transfers ?? []).length > 0)]] as const)
      : []),
  ];
}

function transferredTax(invoice: InvoiceJson, { use }: InvoiceStatusJson, company: string): Fen | undefined {
  if (!isBuyer(invoice, company) || use?.transfers === undefined) return undefined;
  return use.transfers.reduce((sum, { tax }) => addFen(sum, parseYuan(tax)), 0n as Fen);
}

/** A booking whose voucher is not known has no document to name. */
function documentElement({ at }: RedemptionJson, voucher: string | undefined): readonly string[] {
  if (voucher === undefined) return [];
  const date = shanghaiDate(secondsOf(at));
  const facts: readonly Fact[] = [
    ['NumberOfAccountingDocuments', voucher],
    ['PostingDate', date],
    ['AccountingPeriod', monthOf(date)],
  ];
  const name = 'einv:InformationOfAccountingDocumentsTuple';
  return [`<${name}>`, ...facts.map(textElement), `</${name}>`];
}

function textElement([name, value]: Fact): string {
  return `<einv:${name} contextRef="c">${escaped(value)}</einv:${name}>`;
}

function moneyElement([name, value]: Fact): string {
  return `<einv:${name} contextRef="c" unitRef="CNY" decimals="2">${escaped(value)}</einv:${name}>`;
}

/** Returns text for XML, which has no form for other control characters. */
function escaped(value: string): string {
  return value
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function secondsOf(instant: string): number {
  return readInstant(instant) ?? 0;
}
