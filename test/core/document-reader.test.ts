import { FAULTS_MAX, Faults, ObjectReader, Place, ValidationError } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';

/** Takes well under a second. */
const TIME_MAX_MS = 10_000;

function manyFields(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, index]));
}

function faultsOf(document: object, read: (reader: ObjectReader) => void): Faults {
  const faults = new Faults();
  const reader = ObjectReader.of(document, new Place(faults, '')) as ObjectReader;
  read(reader);
  reader.end();
  return faults;
}

test('a document of 200,000 fields is read in time, whether some are known or none', () => {
  const document = manyFields(200_000);
  let unknown: Faults | undefined;
  let known: Faults | undefined;
  const spentMs = cpuMsOf(() => {
    unknown = faultsOf(document, () => undefined);
    known = faultsOf(document, (reader) => {
      for (const field of Object.keys(document).slice(-10)) reader.given(field);
    });
  });
  expect(unknown?.list).toHaveLength(FAULTS_MAX);
  expect(known?.list).toEqual(unknown?.list);
  expect(spentMs).toBeLessThan(TIME_MAX_MS);
});

test('an answer that is cut off says that there are more faults than it has', () => {
  const messageOf = (fields: number): string =>
    new ValidationError(faultsOf(manyFields(fields), () => undefined).list).message;
  expect(messageOf(1)).toBe('/field0: the field is not known here');
  expect(messageOf(FAULTS_MAX - 1)).toContain('(and 98 more)');
  expect(messageOf(FAULTS_MAX + 1)).toContain(
    '(and at least 99 more; faults after the first 100 are not listed)',
  );
});
