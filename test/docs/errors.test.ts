import { type CodeWithText, errorText } from '@fapiao-ledger/client/errors';
import { ERROR_CODES, type ErrorKind } from '@fapiao-ledger/core';
import { statusOf } from '@fapiao-ledger/gateway/http/problem';
import { expect, test } from 'vitest';
import { readDocument, section, tableIn } from '../support/markdown.ts';

const document = readDocument('errors.md');
const kinds = [...new Set(Object.values(ERROR_CODES).map(({ kind }) => kind))] satisfies ErrorKind[];

const documented = kinds.flatMap((kind) =>
  tableIn(section(document, `## ${kind}`)).map(([code = '', rule, status, summary, advice]) => ({
    kind,
    code,
    rule,
    status,
    summary,
    advice,
  })),
);

test('docs/errors.md lists every code once, and no other', () => {
  expect(documented.map(({ code }) => code).toSorted()).toEqual(Object.keys(ERROR_CODES).toSorted());
});

test('docs/errors.md says of every code what the code says of itself', () => {
  const inCode = Object.entries(ERROR_CODES).map(([code, { kind, rule, summary }]) => ({
    code,
    kind,
    rule,
    summary,
  }));
  const inDocument = documented.map(({ code, kind, rule, summary }) => ({ code, kind, rule, summary }));
  expect(byCode(inDocument)).toEqual(byCode(inCode));
});

test('docs/errors.md gives the HTTP status that the gateway answers with', () => {
  const inGateway = documented.map(({ code }) => [code, String(statusOf(code as keyof typeof ERROR_CODES))]);
  expect(documented.map(({ code, status }) => [code, status])).toEqual(inGateway);
});

test('docs/errors.md advises on every code as the programs do', () => {
  const inPrograms = documented.map(({ code }) => [code, errorText(code as CodeWithText, 'en').cure]);
  expect(documented.map(({ code, advice }) => [code, advice])).toEqual(inPrograms);
});

test('docs/errors.md names every kind', () => {
  expect(
    tableIn(section(document, '## Kinds'))
      .map(([kind]) => kind)
      .toSorted(),
  ).toEqual(kinds.toSorted());
});

function byCode<T extends { code: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
