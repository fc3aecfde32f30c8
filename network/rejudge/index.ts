/** Judges issued invoices again, from a copy of the blocks. */

export type { Chain } from '../show/chain.js';
export type { Difference, IssuedPage, Judgment } from './judgment.js';
export { type BlockSource, NoChain, openChain } from './open-chain.js';
export { DIFFERENCES_MAX, type RejudgeOptions, type Rejudgment, rejudge, type Selection } from './rejudge.js';
