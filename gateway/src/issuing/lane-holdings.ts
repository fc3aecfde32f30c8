import { creditLeft, type LaneJson } from '@fapiao-ledger/core';
import { LRUCache } from 'lru-cache';
import { sizeOf } from './allotment.js';
import { minus, type Need } from './need.js';

/** Most lanes in memory. */
const LANES_MAX = 20_000;

/**
 * Estimates what lanes still hold, from the answers that this gateway got. Other gateways may have used a lane since.
 * So the estimate serves to supply a lane in time, and no request is refused on it.
 */
export class LaneHoldings {
  readonly #left = new LRUCache<string, Need & { readonly month: string }>({ max: LANES_MAX });

  note(name: string, lane: LaneJson): void {
    this.#left.set(name, { month: lane.month, net: creditLeft(lane), count: sizeOf(lane.segment) });
  }

  take(name: string, need: Need): void {
    const left = this.#left.get(name);
    if (left !== undefined) this.#left.set(name, { month: left.month, ...minus(left, need) });
  }

  forget(name: string): void {
    this.#left.delete(name);
  }

  /** Returns whether a lane is short; false when nothing is known of it in this month. */
  isShort(name: string, month: string, need: Need): boolean {
    const left = this.#left.get(name);
    return left?.month === month && (left.net < need.net || left.count < need.count);
  }
}
