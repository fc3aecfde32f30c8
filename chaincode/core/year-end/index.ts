/** The numbers of a year: what was granted, issued and returned, and what is left. */

export { accountForNumbers, type NumbersAccount, type NumbersFacts, type PrefixAccount } from './account.js';
export {
  LANES_PER_RETURN_MAX,
  type NumbersJson,
  type NumbersReturn,
  type ReturnedJson,
  type ReturnedNumbers,
  returnNumbers,
  segmentsOfYear,
  sizeOfSegments,
} from './return-numbers.js';
