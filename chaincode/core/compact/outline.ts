import type { ContentJson, DraftJson } from '../invoice/invoice.js';
import { type Fen, parseYuan } from '../money/money.js';
import { contentText } from '../own-id/content.js';
import { amountOf } from './decimals.js';

/** An amount in fen: a number where it is exact, because a bigint takes several times as long. */
export type OutlineAmount = number | Fen;

/** What lists and sums need of a draft. A page of outlines takes a third of the time of its drafts. */
export interface DraftOutline extends Pick<DraftJson, 'type' | 'buyer' | 'holder'> {
  readonly lines: readonly LineOutline[];
  readonly net: OutlineAmount;
  readonly tax: OutlineAmount;
  /** Present on an invoice with an own id of its seller. */
  readonly ownId?: OwnId;
  /** Present on a red-letter invoice, which is always stored as a text. */
  readonly isRed?: true;
}

/** An own id, and the text whose digest says whether two drafts with that id are the same. */
export interface OwnId {
  readonly ref: string;
  /** As `contentText` returns it. */
  readonly content: string;
}

/** What sums need of a line. */
export interface LineOutline {
  readonly rate: string;
  /** As `sectorOf` returns it. */
  readonly sector: string;
  readonly net: OutlineAmount;
  readonly tax: OutlineAmount;
}

/** Returns the outline of a draft that is stored as a text. */
export function outlineOf(content: ContentJson): DraftOutline {
  const { type, buyer, holder, lines, totals, ref, red } = content;
  return {
    type,
    buyer,
    ...(holder !== undefined && { holder }),
    lines: lines.map(({ rate, taxClass, net, tax }) => ({
      rate,
      sector: sectorOf(taxClass),
      net: outlineAmount(net),
      tax: outlineAmount(tax),
    })),
    net: outlineAmount(totals.net),
    tax: outlineAmount(totals.tax),
    ...(ref !== undefined && { ownId: { ref, content: contentText(content) } }),
    ...(red !== undefined && { isRed: true }),
  };
}

/** Returns the first digit of a tax class: 1 goods, 2 labor, 3 services, 4 intangibles, 5 real estate, 6 what is no sale. */
export function sectorOf(taxClass: string): string {
  return taxClass.slice(0, 1);
}

function outlineAmount(text: string): OutlineAmount {
  return amountOf(text) ?? parseYuan(text);
}
