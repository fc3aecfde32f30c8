import { monthOf, monthsAfter, parseYuan, SMALL_SCALE_LIMIT, WATCH_MONTHS } from '@fapiao-ledger/core';
import { type Kysely, sql } from 'kysely';
import { joinAmount, splitAmount } from './amounts.js';
import type { PageSales } from './projection.js';
import type { Target } from './store-target.js';
import type { CrossingRow, RuleSetRow, Tables } from './tables.js';
import { ANY_RATE } from './total-rows.js';

/**
 * Notes with which page the sales of a small-scale seller reached the limit (T31). The totals of the months already contain the
 * pages, so each page is judged by what they were before and after it: any cut of the blocks into batches gives the same rows.
 *
 * @param sales of all pages of the batch, in the order of the ledger
 */
export async function storeCrossings(
  { database, engine }: Target,
  sales: readonly PageSales[],
): Promise<void> {
  const watched = await smallScaleOf(database, new Set(sales.map(({ seller }) => seller)));
  if (watched.size === 0) return;
  const limits = await database
    .selectFrom('rule_set')
    .select(['valid_from', 'fen'])
    .orderBy('valid_from')
    .execute();
  for (const seller of [...watched].sort()) {
    const own = sales.filter((page) => page.seller === seller);
    const totals = await totalsOf(database, seller);
    await engine.insert(
      database,
      'crossing',
      crossingsIn(own, totals, limits),
      'on conflict (seller, month) do nothing',
    );
  }
}

async function smallScaleOf(
  database: Kysely<Tables>,
  sellers: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (sellers.size === 0) return sellers;
  const found = await database
    .selectFrom('taxpayer')
    .select('code')
    .where('kind', '=', 'SMALL_SCALE')
    .where('code', 'in', [...sellers])
    .execute();
  return new Set(found.map(({ code }) => code));
}

/** The limit of a rule set, and its first day. */
type RuleLimit = Pick<RuleSetRow, 'valid_from' | 'fen'>;

/** Net sales of a seller by month. */
type MonthNets = ReadonlyMap<string, bigint>;

async function totalsOf(database: Kysely<Tables>, seller: string): Promise<MonthNets> {
  const { rows } = await sql<{ month: string; net_high: bigint; net_low: bigint }>`
    select month, sum(net_high) as net_high, sum(net_low) as net_low from month_total
    where seller = ${seller} and rate = ${ANY_RATE} group by month`.execute(database);
  return new Map(rows.map(({ month, net_high, net_low }) => [month, joinAmount(net_high, net_low)]));
}

/** @param totals after all of these pages */
function crossingsIn(
  pages: readonly PageSales[],
  totals: MonthNets,
  limits: readonly RuleLimit[],
): readonly CrossingRow[] {
  return pages.flatMap((page, index) => {
    const month = monthOf(page.date);
    const from = monthsAfter(month, 1 - WATCH_MONTHS);
    const isCounted = (each: string): boolean => each >= from && each <= month;
    const all = [...totals].reduce((sum, [each, net]) => (isCounted(each) ? sum + net : sum), 0n);
    const later = pages.slice(index + 1).filter(({ date }) => isCounted(monthOf(date)));
    const after = later.reduce((sum, { net }) => sum - net, all);
    const fen = limitOn(page.date, limits);
    if (after < fen || after - page.net >= fen) return [];
    const [high, low] = splitAmount(after);
    const { seller, block, transactionId } = page;
    return [{ seller, month, block, transaction_id: transactionId, net_high: high, net_low: low, fen }];
  });
}

function limitOn(date: string, limits: readonly RuleLimit[]): bigint {
  const limit = limits.findLast(({ valid_from: validFrom }) => validFrom <= date);
  return limit === undefined ? parseYuan(SMALL_SCALE_LIMIT) : BigInt(limit.fen);
}
