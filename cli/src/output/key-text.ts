import type { KeyRegistration, ScopedKeyJson } from '@fapiao-ledger/core';
import { fieldsText, type Page } from './table.js';

/** Returns the fields of a further key that its taxpayer decides or needs, without its public key. */
export function keyFields(
  key: Omit<KeyRegistration, 'publicKey'> & Partial<ScopedKeyJson>,
): [string, string][] {
  const { name, scopes, lanes, amountMax, until, keyEpoch, registeredAt } = key;
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['lanes', lanes?.join(', ')],
    ['amountMax', amountMax],
    ['until', until],
    ['keyEpoch', keyEpoch],
    ['registeredAt', registeredAt],
  ];
  return [
    ['name', name],
    ['scopes', scopes.join(', ')],
    ...optional.flatMap(([field, value]): [string, string][] =>
      value === undefined ? [] : [[field, value]],
    ),
  ];
}

/** Returns the list of a taxpayer's further keys for people. */
export function keysText(keys: readonly ScopedKeyJson[], page: Page): string {
  if (keys.length === 0) return 'no keys are registered: fapiao key new makes one';
  return keys.map((key) => fieldsText(keyFields(key), page)).join('\n\n');
}
