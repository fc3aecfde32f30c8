/** What the programs say to each other: functions of the contract, keys, events, and answers of the gateway. */
export type * from './bodies.js';
export type * from './events.js';
export {
  type ParsedKey,
  parseKey,
  type StateDocuments,
  type StateKey,
  type StateKind,
  stateKey,
} from './keys.js';
export type * from './rest.js';
export type * from './results.js';
export * from './transactions.js';
