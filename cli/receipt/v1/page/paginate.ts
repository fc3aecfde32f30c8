import { InvariantError } from '@fapiao-ledger/core';

/** Heights available to rows, in points. `closing` and `subtotal` are taken out of them where they stand. */
export interface Room {
  readonly first: number;
  readonly next: number;
  readonly closing: number;
  readonly subtotal: number;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Spreads rows over pages. The last page also carries the closing block; when there are several
 * pages each has a subtotal. A single row keeps the totals company only if they fit beside it.
 */
export function paginate(heights: readonly number[], room: Room): Range[] {
  if (sum(heights) + room.closing <= room.first) return [{ start: 0, end: heights.length }];
  const lastPage = room.next - room.subtotal - room.closing;
  const pages: Range[] = [];
  let start = 0;
  for (;;) {
    const available = (pages.length === 0 ? room.first : room.next) - room.subtotal;
    const rest = sum(heights.slice(start));
    const isLast = pages.length > 0 && rest + room.closing <= available;
    const end = isLast ? heights.length : endOfPage(heights, start, available, Math.min(rest / 2, lastPage));
    pages.push({ start, end });
    if (isLast) return pages;
    start = end;
  }
}

/**
 * As many rows as fit; when all of them do and only the closing block does not, those that make up
 * `keep` at the end go to the last page, so that neither page looks deserted.
 */
function endOfPage(heights: readonly number[], start: number, available: number, keep: number): number {
  let end = start;
  for (let used = 0; end < heights.length; end += 1) {
    used += heights[end] as number;
    if (used > available) break;
  }
  if (end === start) throw new InvariantError('a row, or the closing block, is taller than a page');
  if (end < heights.length) return end;
  let kept = heights[end - 1] as number;
  while (end > start + 1 && kept <= keep) {
    end -= 1;
    kept += heights[end - 1] as number;
  }
  return end;
}

function sum(heights: readonly number[]): number {
  return heights.reduce((total, height) => total + height, 0);
}
