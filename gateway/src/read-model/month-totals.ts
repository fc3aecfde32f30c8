import { AMOUNT_PART, ANY_RATE, type InvoiceRow, type RateRow, type TotalRow } from './tables.js';

type Place = Pick<TotalRow, 'month' | 'seller' | 'type' | 'region'>;

type Amounts = Readonly<Record<'net' | 'tax', bigint>>;

/** Adds an invoice to the totals of its seller and month: once as a whole, and once per rate. */
export function addToTotals(
  totals: Map<string, TotalRow>,
  place: Place,
  invoice: Pick<InvoiceRow, 'net' | 'tax'>,
  rates: readonly RateRow[],
): void {
  add(totals, place, ANY_RATE, invoice);
  for (const row of rates) add(totals, place, row.rate, row);
}

/** Splits an amount into two columns: `high` * AMOUNT_PART + `low`, both with the sign of the amount. */
function splitAmount(amount: bigint): readonly [high: bigint, low: bigint] {
  return [amount / AMOUNT_PART, amount % AMOUNT_PART];
}

export function joinAmount(high: bigint, low: bigint): bigint {
  return high * AMOUNT_PART + low;
}

function add(totals: Map<string, TotalRow>, place: Place, rate: string, amounts: Amounts): void {
  const key = `${place.month} ${place.seller} ${place.type} ${rate}`;
  const row = totals.get(key) ?? emptyRow(place, rate);
  const [netHigh, netLow] = splitAmount(amounts.net);
  const [taxHigh, taxLow] = splitAmount(amounts.tax);
  row.count += 1n;
  row.net_high += netHigh;
  row.net_low += netLow;
  row.tax_high += taxHigh;
  row.tax_low += taxLow;
  totals.set(key, row);
}

function emptyRow({ month, seller, type, region }: Place, rate: string): TotalRow {
  const none = { count: 0n, net_high: 0n, net_low: 0n, tax_high: 0n, tax_low: 0n };
  return { month, seller, type, rate, region, ...none };
}
