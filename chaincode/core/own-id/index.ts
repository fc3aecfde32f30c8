/** The own ids of invoices, which sellers give them. */

export { contentText } from './content.js';
export { OwnIds, refDigest, refUsed, type StoredRef, type StrictRefs, withStrictRefs } from './strict.js';
