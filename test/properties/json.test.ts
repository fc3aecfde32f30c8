import {
  canonicalJson,
  domainDigest,
  FUNCTION_OF,
  type Json,
  type Operation,
  parseStrictJson,
  requestText,
  requestTextOf,
} from '@fapiao-ledger/core';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '../support/faults.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\u2028', '𠮷', 'constructor'),
);
/** No backslash in a key: having seen one, JSON.parse of Node 24 misreads escaped keys behind it. */
const key = fc
  .oneof(text, fc.constantFrom('a', 'b', '1', '10', '', 'toString'))
  .filter((name) => name !== '__proto__' && !name.includes('\\'));

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().filter((value) => !Object.is(value, -0)),
    text,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(key, tie('json'), { maxKeys: 6, noNullPrototype: true }),
  ) as fc.Arbitrary<Json>,
}));

test('canonical JSON is what the package canonicalize writes', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }),
    { numRuns: 3_000 },
  );
});

test('a request whose body is written already is the request written whole', () => {
  const operation = fc.constantFrom(...(Object.keys(FUNCTION_OF) as Operation[]));
  const written = text.filter((part) => part.isWellFormed());
  const parts = fc.record(
    { operation, actor: written, requestId: written, replaces: written, body: json },
    { requiredKeys: ['operation', 'actor', 'requestId', 'body'] },
  );
  fc.assert(
    fc.property(parts, (request) => {
      const { body, ...head } = request;
      const whole = `fapiao-ledger/request/2\n${canonicalJson(request)}`;
      expect(requestTextOf(head, canonicalJson(body))).toBe(whole);
      expect(requestText(request)).toBe(whole);
    }),
    { numRuns: 2_000 },
  );
});

test('canonical JSON reads back as the same value, and again to the same text', () => {
  fc.assert(
    fc.property(json, (value) => {
      const canonical = canonicalJson(value);
      expect(parseStrictJson(canonical)).toEqual(value);
      expect(canonicalJson(parseStrictJson(canonical))).toBe(canonical);
    }),
    { numRuns: 2_000 },
  );
});

test('the order of keys changes neither text nor digest', () => {
  fc.assert(
    fc.property(json, fc.infiniteStream(fc.nat()), (value, picks) => {
      const shuffled = shuffleKeys(value, picks);
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(domainDigest('test', canonicalJson(shuffled))).toBe(domainDigest('test', canonicalJson(value)));
    }),
    { numRuns: 1_000 },
  );
});

test('strict JSON agrees with JSON.parse, however the text is laid out', () => {
  fc.assert(
    fc.property(
      json,
      fc.constantFrom<string | number>('', 1, 4, '\t', ' \n\r\t'),
      fc.boolean(),
      (value, space, escaped) => {
        const laidOut = JSON.stringify(value, null, typeof space === 'number' ? space : space.slice(0, 10));
        const written = escaped ? escapeAll(laidOut) : laidOut;
        expect(parseStrictJson(written)).toEqual(JSON.parse(written));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a text damaged anywhere is refused, or means what JSON.parse makes of it', () => {
  const wedges = fc.constantFrom('', '"', '{', '}', ',', ':', '0', '.', 'e', ' ', '\u0000', '\ud800');
  fc.assert(
    fc.property(json, fc.nat(), wedges, (value, at, wedge) => {
      const whole = JSON.stringify(value);
      const place = at % (whole.length + 1);
      const damaged = whole.slice(0, place) + wedge + whole.slice(place + (wedge === '' ? 1 : 0));
      const strict = attempt(() => parseStrictJson(damaged));
      if (strict !== undefined) expect(strict).toEqual({ value: JSON.parse(damaged) as unknown });
    }),
    { numRuns: 5_000 },
  );
});

test('any text at all is read or refused, never an error of ours', () => {
  const fragment = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'a',
    '1',
    '-',
    '.',
    'true',
    'null',
    ' ',
    '\\u',
    '\\ud800',
    '"a"',
    '__proto__',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fragment).map((parts) => parts.join('')),
      ),
      (any) => {
        expect([undefined, 'JSON_INVALID']).toContain(codeOf(() => parseStrictJson(any)));
      },
    ),
    { numRuns: 10_000 },
  );
});

test('a duplicate key is refused at any place', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.integer(), { minKeys: 1, noNullPrototype: true }),
      fc.nat(),
      (object, at) => {
        const keys = Object.keys(object);
        const fields = keys.map((name) => `${JSON.stringify(name)}:1`);
        const twice = [...fields, `${JSON.stringify(keys[at % keys.length])}:1`];
        expect(codeOf(() => parseStrictJson(`{${twice.join(',')}}`))).toBe('JSON_INVALID');
      },
    ),
  );
});

function shuffleKeys(value: Json, picks: fc.Stream<number>): Json {
  if (Array.isArray(value)) return value.map((item: Json) => shuffleKeys(item, picks));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value)
    .map((name) => ({ name, rank: picks.next().value ?? 0 }))
    .toSorted((a, b) => a.rank - b.rank);
  return Object.fromEntries(
    keys.map(({ name }) => [name, shuffleKeys((value as Record<string, Json>)[name] as Json, picks)]),
  );
}

/** Every letter inside quotes as an escape: the same value, another text. */
function escapeAll(written: string): string {
  return written.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    [...quoted.slice(1, -1)].some((character) => character === '\\')
      ? quoted
      : `"${[...Array(quoted.length - 2).keys()]
          .map(
            (index) =>
              `\\u${quoted
                .charCodeAt(index + 1)
                .toString(16)
                .padStart(4, '0')}`,
          )
          .join('')}"`,
  );
}

function attempt(run: () => unknown): { value: unknown } | undefined {
  return codeOf(run) === undefined ? { value: run() } : undefined;
}
