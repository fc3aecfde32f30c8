/** Money: exact fen, decimals and rates, as text on every wire. */

export { amountInCapitals } from './capitals.js';
export { DECIMAL_LENGTH_MAX, DECIMAL_PATTERN, type Decimal, readDecimal } from './decimal.js';
export {
  addFen,
  FEN_MAX,
  type Fen,
  fen,
  formatSum,
  formatYuan,
  isFen,
  parseYuan,
  readSum,
  readYuan,
  SUM_PATTERN,
  subtractFen,
  sumFen,
  YUAN_PATTERN,
  ZERO_FEN,
} from './money.js';
export { type BasisPoints, formatPercent, RATE_PATTERN, readRate } from './rate.js';
export { divideHalfAwayFromZero } from './rounding.js';
