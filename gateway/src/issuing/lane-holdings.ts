import { type LaneJson, parseYuan } from '@fapiao-ledger/core';
import { LRUCache } from 'lru-cache';
import { sizeOf } from './allotment.js';
import { minus, type Need } from './need.js';

/** Lanes remembered at once. */
const LANES_MAX = 20_000;

/**
 * What lanes still hold, as far as this gateway has heard. Others may have drawn on a lane since: enough
 * to supply it in time, not to refuse anything.
 */
export class LaneHoldings {
  readonly #left = new LRUCache<string, Need & { readonly month: string }>({ max: LANES_MAX });

  note(name: string, { month, cap, used, segment }: LaneJson): void {
    const net = parseYuan(cap) - parseYuan(used);
    this.#left.set(name, { month, net, count: sizeOf(segment) });
  }

  take(name: string, need: Need): void {
    const left = this.#left.get(name);
    if (left !== undefined) this.#left.set(name, { month: left.month, ...minus(left, need) });
  }

  forget(name: string): void {
    this.#left.delete(name);
  }

  /** False when nothing is known of the lane in this month. */
  isShort(name: string, month: string, need: Need): boolean {
    const left = this.#left.get(name);
    return left?.month === month && (left.net < need.net || left.count < need.count);
  }
}
