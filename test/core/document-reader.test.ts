import {
  FAULTS_MAX,
  Faults,
  InvariantError,
  ObjectReader,
  Place,
  type Read,
  read,
  readDocument,
  ValidationError,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';
import { faultsOf as faultsThrown } from '../support/faults.ts';

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
  expect(messageOf(1)).toBe('/field0: the field is unknown; remove it');
  expect(messageOf(FAULTS_MAX - 1)).toContain('(and 98 more)');
  expect(messageOf(FAULTS_MAX + 1)).toContain(
    '(and at least 99 more; faults after the first 100 are not listed)',
  );
});

describe('a document is read to a value only when it has no fault', () => {
  const point = read.record({ x: read.count(0, 9), y: read.count(0, 9), name: read.optional(read.text) });
  const faultsIn = (document: unknown, reader: Read<unknown>): readonly string[] =>
    faultsThrown(() => readDocument(document, reader));

  test('its fields stay in the order in which they were given, and an absent field stays absent', () => {
    expect(JSON.stringify(readDocument({ y: 2, x: 1 }, point))).toBe('{"y":2,"x":1}');
  });

  test('faults are listed in the order of the shape, unknown fields last', () => {
    expect(faultsIn({ z: 1, name: 2, x: 'a' }, point)).toEqual([
      'FIELD_VALUE /x',
      'FIELD_REQUIRED /y',
      'FIELD_TYPE /name',
      'FIELD_UNKNOWN /z',
    ]);
  });

  test('a field that is read twice hides no unknown field', () => {
    const twice = read.object((reader) => ({
      x: reader.read('x', read.text),
      again: reader.given('x'),
    }));
    expect(faultsIn({ x: 'a', other: 1 }, twice)).toEqual(['FIELD_UNKNOWN /other']);
  });

  test('an entry of a list has its place', () => {
    const points = read.record({ points: read.entries(point, 2) });
    const one = { x: 1, y: 2 };
    expect(readDocument({ points: [one] }, points)).toEqual({ points: [one] });
    expect(faultsIn({ points: [one, { x: 1 }] }, points)).toEqual(['FIELD_REQUIRED /points/1/y']);
    expect(faultsIn({ points: [] }, points)).toEqual(['FIELD_VALUE /points']);
    expect(faultsIn({ points: null }, points)).toEqual(['FIELD_TYPE /points']);
  });

  test('null is a value, and no field is missing because of it', () => {
    expect(readDocument({ result: null }, read.record({ result: read.anything }))).toEqual({ result: null });
  });

  test('a reader that leaves a field undefined without a fault is wrong', () => {
    const careless = read.object((reader) => ({ x: reader.optional('x', read.text) }));
    expect(() => readDocument({}, careless)).toThrow(InvariantError);
  });
});
