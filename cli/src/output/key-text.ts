import type { KeyRegistration, ScopedKeyJson } from '@fapiao-ledger/core';
import { codeText, type Field, type Label } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { beijingTime } from './beijing.js';
import { fieldsText, type Page } from './table.js';

/** Returns the fields of a further key that its taxpayer decides or needs, without its public key. */
export function keyFields(key: Omit<KeyRegistration, 'publicKey'> & Partial<ScopedKeyJson>): Field[] {
  const { name, scopes, lanes, amountMax, until, keyEpoch, registeredAt } = key;
  const optional: readonly (readonly [Label, string | undefined])[] = [
    ['lanes', lanes?.join(', ')],
    ['amountMax', amountMax],
    ['until', until === undefined ? undefined : beijingTime(until)],
    ['keyEpoch', keyEpoch],
    ['registeredAt', registeredAt === undefined ? undefined : beijingTime(registeredAt)],
  ];
  return [
    ['name', name],
    ['scopes', scopes.map(codeText).join(', ')],
    ...optional.flatMap(([field, value]): Field[] => (value === undefined ? [] : [[field, value]])),
  ];
}

/** Returns the list of a taxpayer's further keys for people. */
export function keysText(keys: readonly ScopedKeyJson[], page: Page): string {
  if (keys.length === 0) return phrase('no keys are registered: fapiao key new makes one');
  return keys.map((key) => fieldsText(keyFields(key), page)).join('\n\n');
}
