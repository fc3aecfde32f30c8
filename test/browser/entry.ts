/** Imports of a page: the whole core and the whole client. */
export * as client from '@fapiao-ledger/client';
export * as drafts from '@fapiao-ledger/client/drafts';
export * as core from '@fapiao-ledger/core';
