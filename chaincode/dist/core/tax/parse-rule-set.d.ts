import type { ObjectReader } from '../json/document-reader.js';
import type { RuleSetJson } from './rule-set.js';
/**
 * Reads a rule set out of a transaction's argument; faults go to the reader.
 * The result is the document itself: it is stored and hashed as it was sent.
 */
export declare function readRuleSet(reader: ObjectReader): RuleSetJson;
