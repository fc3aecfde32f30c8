import type { InvoiceState, InvoiceType, NumberProfile, TaxpayerJson } from '@fapiao-ledger/core';

/** The tables of the read model. Amounts are fen, dates and moments ISO 8601 text as on the ledger. */
export interface Tables {
  checkpoint: CheckpointRow;
  invoice: InvoiceRow;
  invoice_rate: RateRow;
  invoice_claim: ClaimRow;
  month_total: TotalRow;
  taxpayer: TaxpayerRow;
}

/** The single row with the position of the projection. */
export interface CheckpointRow {
  id: bigint;
  schema_version: bigint;
  channel: string;
  /** Number of the next block to project, which is the height of the content. */
  next_block: bigint;
  /** Digest of the last block, so that blocks of another ledger are recognized. */
  last_block: string;
}

export interface InvoiceRow {
  number: string;
  /** First number of the ledger page that carries the invoice. */
  page: string;
  /** Block that issued it. */
  block: bigint;
  profile: NumberProfile;
  type: InvoiceType;
  date: string;
  seller: string;
  seller_name: string;
  /** GB/T 2260 code of the seller's county. */
  region: string;
  buyer_type: 'ENTERPRISE' | 'BODY' | 'PERSON';
  buyer: string | null;
  buyer_name: string | null;
  holder: string;
  /** As written on the ledger: a lock whose term has passed is still LOCKED here. */
  state: InvoiceState;
  lock_company: string | null;
  lock_expires: string | null;
  /** In ascending order, separated by spaces. */
  rates: string;
  net: bigint;
  tax: bigint;
  gross: bigint;
  /** Gross amount that is not redeemed yet. */
  rest: bigint;
}

/** Sums of an invoice's lines at one rate. */
export interface RateRow {
  rate: string;
  date: string;
  number: string;
  net: bigint;
  tax: bigint;
}

/** A company that holds the lock of an invoice, or has booked an amount of it. */
export interface ClaimRow {
  company: string;
  date: string;
  number: string;
  /** End of the lock. Null once an amount was booked, which is permanent. */
  expires: string | null;
}

/**
 * Sums of a seller's invoices in a month, by type and rate. The row of ANY_RATE counts whole invoices. Each amount is
 * `high` * AMOUNT_PART + `low`, because a sum of amounts may need more than 64 bits.
 */
export interface TotalRow {
  month: string;
  seller: string;
  type: InvoiceType;
  rate: string;
  region: string;
  count: bigint;
  net_high: bigint;
  net_low: bigint;
  tax_high: bigint;
  tax_low: bigint;
}

export const ANY_RATE = '*';

/** With parts below 10^9 and amounts below 10^17, a sum holds 9 * 10^9 invoices. */
export const AMOUNT_PART = 1_000_000_000n;

export interface TaxpayerRow {
  code: string;
  kind: TaxpayerJson['kind'];
  status: TaxpayerJson['status'];
  /** Null for a person, whose name is not on the ledger. */
  name: string | null;
}

/** Primary keys of the tables, by which their rows are ordered for comparison. */
export const PRIMARY_KEYS = {
  checkpoint: ['id'],
  invoice: ['number'],
  invoice_rate: ['rate', 'date', 'number'],
  invoice_claim: ['company', 'date', 'number'],
  month_total: ['month', 'seller', 'type', 'rate'],
  taxpayer: ['code'],
} as const satisfies { [Table in keyof Tables]: readonly (keyof Tables[Table])[] };

export type TableName = keyof Tables;

export const TABLE_NAMES = Object.keys(PRIMARY_KEYS) as readonly TableName[];
