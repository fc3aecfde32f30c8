import { ERROR_TEXTS_EN } from '@fapiao-ledger/client/errors/en';
import { ERROR_CODES } from '@fapiao-ledger/core';
import type { Plugin } from 'vite';

/**
 * Returns the plugin that gives the wallet what it uses of the tables of error codes. The kind of a code decides what a refusal means; its
 * summary is English, and the wallet takes it from the texts of its language, which are loaded with the first refusal.
 */
export function walletTables(): Plugin {
  const sources: readonly (readonly [RegExp, string])[] = [
    [/\/chaincode\/core\/error-codes\.ts$/, kindsSource()],
    [/\/client\/errors\/en\.ts$/, `export const ERROR_TEXTS_EN = ${JSON.stringify(ERROR_TEXTS_EN)};`],
  ];
  return {
    name: 'wallet-tables',
    enforce: 'pre',
    load: (id) => sources.find(([file]) => file.test(id))?.[1],
  };
}

/** Returns a module with the codes of each kind. The code itself stands for its summary. */
function kindsSource(): string {
  const codes = Object.entries(ERROR_CODES);
  const kinds = Object.entries(Object.groupBy(codes, ([, { kind }]) => kind)).map(
    ([kind, entries]) => [kind, entries.map(([code]) => code).join(' ')] as const,
  );
  return `export const ERROR_CODES = Object.fromEntries(
    ${JSON.stringify(kinds)}.flatMap(([kind, codes]) => codes.split(' ').map((summary) => [summary, { kind, summary }])),
  );`;
}
