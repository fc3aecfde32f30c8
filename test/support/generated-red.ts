import {
  type ContentJson,
  countForm,
  type Fen,
  formatInstant,
  formatYuan,
  hasRest,
  type InvoiceJson,
  type InvoiceStatusJson,
  type Json,
  type LineJson,
  mirrored,
  type RedFormJson,
  type Reversal,
  type ReversedLineJson,
  restOfLines,
  reverse,
  shanghaiDate,
  type TotalsJson,
  totalsOf,
} from '@fapiao-ledger/core';

/** A red-letter invoice, and what changes with it. */
export interface GeneratedRed {
  readonly content: ContentJson;
  readonly form: RedFormJson;
  readonly status: InvoiceStatusJson;
}

/**
 * Returns a red-letter invoice of an invoice of which something is left: of all of it, or of half of its first line with a rest.
 *
 * @param red its number
 * @param at seconds since 1970
 */
export function generateRed(
  { invoice, status: before }: { readonly invoice: InvoiceJson; readonly status: InvoiceStatusJson },
  { red, at, isWhole }: { readonly red: string; readonly at: number; readonly isWhole: boolean },
): GeneratedRed {
  const moment = formatInstant(at);
  const status = countForm(before, moment);
  const rests = restOfLines(invoice, status.reversal).filter(hasRest);
  const taken = isWhole ? rests : rests.slice(0, 1).map((rest) => ({ ...rest, ...halfOf(rest) }));
  const parts = taken.map(({ line, net, tax }) => ({ line, net: formatYuan(net), tax: formatYuan(tax) }));
  const lines = parts.map((part) => lineOf(invoice, part));
  const form = formOf(invoice, status, { lines: parts, totals: sumOf(lines) }, moment);
  const { number, sequence, reason, totals } = form;
  const content = {
    type: invoice.type,
    seller: invoice.seller.code,
    buyer: invoice.buyer,
    holder: status.holder,
    lines,
    totals,
    red: { number, form: sequence, reason },
  };
  return {
    content: mirrored(content as unknown as Record<string, Json>) as unknown as ContentJson,
    form: { ...form, red },
    status: reverse(status, form, { red, at: moment, date: shanghaiDate(at) }),
  };
}

function halfOf({ net, tax }: { readonly net: Fen; readonly tax: Fen }): {
  readonly net: Fen;
  readonly tax: Fen;
} {
  return net < 2n ? { net, tax } : { net: (net / 2n) as Fen, tax: (tax / 2n) as Fen };
}

function lineOf({ lines }: InvoiceJson, { line, net, tax }: ReversedLineJson): LineJson {
  const { quantity: _quantity, unitPrice: _unitPrice, ...texts } = lines[line - 1] as LineJson;
  return { ...texts, net, tax };
}

function sumOf(lines: readonly LineJson[]): TotalsJson {
  return totalsOf(lines) as TotalsJson;
}

function formOf(
  { number, seller }: InvoiceJson,
  { reversal: before }: InvoiceStatusJson,
  { lines, totals }: Reversal,
  moment: string,
): RedFormJson {
  return {
    number,
    sequence: before?.forms ?? 1,
    reason: '04',
    startedBy: 'SELLER',
    lines,
    totals,
    state: 'UNCONDITIONAL',
    startedAt: moment,
    seller: seller.code,
    signers: [seller.code],
    expiresAt: moment,
    lane: 'main',
    changedAt: moment,
  };
}
