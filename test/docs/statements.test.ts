import { ACT_ROUTES } from '@fapiao-ledger/client';
import { bodies } from '@fapiao-ledger/gateway/http/schemas/bodies';
import { expect, test } from 'vitest';
import { readDocument, section, tableIn } from '../support/markdown.ts';

const rows = tableIn(section(readDocument('statements.md'), '## Operations'));

test('docs/statements.md lists each operation once, with its route', () => {
  const routes = Object.entries(ACT_ROUTES).map(([operation, { method, path }]) => [
    operation,
    `${method} ${path}`,
  ]);
  expect(rows.map(([operation, route]) => [operation, route])).toEqual(routes);
});

test.each(rows)('docs/statements.md names the fields that are signed for %s', (operation, _, cell) => {
  const { shape } = bodies[operation as keyof typeof bodies] as unknown as Described;
  const fields = Object.entries(shape).map(([name, field]) => (isOptional(field) ? `${name}?` : name));
  const outside = (cell ?? '').replaceAll(/\([^)]*\)/g, '').replace('`{}`', '');
  // The cell of one field alone has lost its marks with the rest of the table.
  const named = outside.includes('`')
    ? [...outside.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
    : [outside];
  expect(named.filter((name) => name !== '' && name !== '{}')).toEqual(fields);
});

interface Described {
  readonly shape: Readonly<Record<string, Field>>;
}

interface Field {
  readonly safeParse: (value: unknown) => { readonly success: boolean };
  readonly _zod: { readonly optin?: string };
}

function isOptional({ safeParse, _zod: { optin } }: Field): boolean {
  return optin === 'optional' || safeParse(undefined).success;
}
