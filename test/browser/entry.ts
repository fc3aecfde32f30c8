/** Imports of a page: the whole core, the whole client and the readers of tables. */
export * as client from '@fapiao-ledger/client';
export * as drafts from '@fapiao-ledger/client/drafts';
export * as core from '@fapiao-ledger/core';
