export type { Engine } from './engine.js';
export { Follower, type FollowerOptions } from './follower.js';
export type { Driver, InvoiceFilter } from './invoice-filter.js';
export * from './invoices.js';
export * from './postgres.js';
export * from './read-model.js';
export * from './regions.js';
export * from './sqlite.js';
export * from './statistics.js';
