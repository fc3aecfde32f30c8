import type { Decimal } from '../money/decimal.js';
import type { Fen } from '../money/money.js';
import type { BasisPoints } from '../money/rate.js';
import type { BuyerJson, DraftJson, InvoiceType, LineKind, ZeroRate } from './invoice.js';

/** A line as the rules see it: exact values, and the text of the rate. */
export interface DraftLine {
  readonly kind: LineKind;
  readonly taxClass: string;
  readonly quantity: Decimal | undefined;
  readonly unitPrice: Decimal | undefined;
  readonly net: Fen;
  readonly rate: BasisPoints;
  readonly rateText: string;
  readonly tax: Fen;
  readonly zeroRate: ZeroRate | undefined;
}

/** A draft that was read without a fault; `json` is the document itself, as it was signed. */
export interface Draft {
  readonly type: InvoiceType;
  readonly seller: string;
  readonly buyer: BuyerJson;
  readonly holder: string | undefined;
  readonly lines: readonly DraftLine[];
  readonly totals: { readonly net: Fen; readonly tax: Fen; readonly gross: Fen };
  readonly json: DraftJson;
}

/** A draft in which the fields that could not be read are missing. Their faults are reported, and rules skip them. */
export type ReadDraft = {
  readonly [Field in keyof Omit<Draft, 'lines' | 'totals' | 'json'>]: Draft[Field] | undefined;
} & {
  readonly lines:
    | readonly { readonly [Field in keyof DraftLine]: DraftLine[Field] | undefined }[]
    | undefined;
  readonly totals: { readonly [Field in keyof Draft['totals']]: Fen | undefined };
};

/** A line of a `ReadDraft`. */
export type ReadLine = NonNullable<ReadDraft['lines']>[number];
