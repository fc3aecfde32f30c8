export * from './errors.js';
export * from './invoice/invoice.js';
