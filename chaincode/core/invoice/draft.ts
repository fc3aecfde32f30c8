import type { Decimal } from '../money/decimal.js';
import type { Fen } from '../money/money.js';
import type { BasisPoints } from '../money/rate.js';
import type { BuyerJson, InvoiceType, LineKind, TotalsJson, ZeroRate } from './invoice.js';

/** A draft that was judged and has no faults. */
export interface Draft {
  readonly type: InvoiceType;
  readonly seller: string;
  readonly net: Fen;
  readonly gross: Fen;
  readonly ref?: string;
}

/** A line for the rules. A field that could not be read is missing. */
export interface ReadLine {
  readonly kind?: LineKind | undefined;
  readonly taxClass?: string | undefined;
  readonly quantity?: Decimal | undefined;
  readonly unitPrice?: Decimal | undefined;
  readonly net?: Fen | undefined;
  readonly rate?: BasisPoints | undefined;
  readonly rateText?: string | undefined;
  readonly tax?: Fen | undefined;
  readonly zeroRate?: ZeroRate | undefined;
}

/** A draft for the rules. A field that could not be read is missing, has a fault, and is skipped by the rules. */
export interface ReadDraft {
  readonly type?: InvoiceType | undefined;
  readonly seller?: string | undefined;
  readonly buyer?: { readonly type: BuyerJson['type']; readonly code?: string | undefined } | undefined;
  readonly holder?: string | undefined;
  readonly ref?: string | undefined;
  readonly lines?: readonly ReadLine[] | undefined;
  readonly totals: { readonly [Field in keyof TotalsJson]?: Fen | undefined };
}
