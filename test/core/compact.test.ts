import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { deflate, inflate } from '@fapiao-ledger/contract/compression';
import {
  CompactFormError,
  canonicalJson,
  type DraftJson,
  type DraftList,
  encodeDrafts,
  encodePage,
  Faults,
  headOfPage,
  InvariantError,
  invoiceOfPage,
  type Json,
  numberPlus,
  numbersOfPage,
  type PageJson,
  readDraft,
  readDraftBlocks,
  readRefs,
  readStateDocument,
  StoredPage,
} from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, sized, textBlock } from '../support/compact-drafts.ts';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { readVectors } from '../support/vectors.ts';

interface PageVector {
  readonly what: string;
  readonly page: PageJson;
  readonly bytes: string;
}

const vectors = readVectors<readonly PageVector[]>('pages');

function bytesOf(page: PageJson): Uint8Array {
  return encodePage(
    headOfPage(page),
    page.requests.map((drafts) => encodeDrafts(drafts as unknown as readonly Json[])),
    deflate,
  );
}

function readBack(drafts: readonly Json[]): readonly Json[] {
  return readDraftBlocks(blocksOf(encodeDrafts(drafts)))[0]?.values ?? [];
}

const draft = draftOf(enterpriseCode(1), enterprise(enterpriseCode(2)), {
  remark: '合同 2026-001',
  lines: [
    {
      taxClass: '1010101010000000000',
      item: '*谷物*大米',
      unit: '千克',
      quantity: '2.50',
      unitPrice: '4.00',
      rate: '0.09',
    },
    {
      taxClass: '3040201010000000000',
      item: '*信息技术服务*维护',
      net: '-12.34',
      tax: '-0.74',
      rate: '0.06',
    },
  ],
}) as unknown as { readonly [field: string]: Json };

describe('the vectors of pages', () => {
  test.each(vectors)('$what', ({ page, bytes }) => {
    expect(Buffer.from(bytesOf(page)).toString('hex')).toBe(bytes);
    expect(readStateDocument('PAGE', Buffer.from(bytes, 'hex'), inflate)).toEqual(page);
  });

  test.each(vectors)('$what, invoice by invoice', ({ page, bytes }) => {
    const stored = new StoredPage(Buffer.from(bytes, 'hex'), inflate);
    const numbers = numbersOfPage(page);
    const around = [numberPlus(page.first, -1), numberPlus(page.first, numbers.length)];
    for (const number of [...numbers.toReversed(), ...around])
      expect(stored.invoice(number)).toEqual(invoiceOfPage(page, number));
    expect(around.map((number) => stored.invoice(number))).toEqual([undefined, undefined]);
  });

  test('are read by the Python of the specification', ({ skip }) => {
    const [, source] = /```python\n([\s\S]*?)```/.exec(readFileSync('docs/ledger-format.md', 'utf8')) ?? [];
    const input = vectors.map(({ bytes }) => bytes).join('\n');
    const { error, stdout, stderr } = spawnSync('python3', ['-c', source ?? ''], { input, encoding: 'utf8' });
    if (error !== undefined) skip('python3 is not installed');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(vectors.map(({ page }) => page));
  });
});

describe('drafts in compact form', () => {
  const { lines } = draft as unknown as DraftJson;
  const withLine = (change: object): Json =>
    ({ ...draft, lines: [{ ...lines[0], ...change }] }) as unknown as Json;
  test.each<[what: string, value: Json]>([
    ['no object', null],
    ['a list', [draft]],
    ['an empty object', {}],
    ['without lines', { ...draft, lines: [] }],
    ['with a line that is no object', { ...draft, lines: ['x'] }],
    ['with an own id', { ...draft, ref: '订单 7' }],
    ['with an own id that is a number', { ...draft, ref: 7 }],
    ['with an unknown field', { ...draft, note: 'x' }],
    ['with a field named __proto__', JSON.parse(`{"__proto__":"x",${canonicalJson(draft).slice(1)}`) as Json],
    ['with a number', { ...draft, remark: 1 }],
    ['with empty texts', { ...draft, remark: '', holder: '' }],
    ['with null', { ...draft, remark: null }],
    ['with a lock as buyer', { ...draft, buyer: { type: 'PERSON', lock: 'x' } }],
    ['without totals', { ...draft, totals: { net: '0.00' } }],
    ['with the largest amount', withLine({ net: '999999999999999.99' })],
    ['with 15 digits', withLine({ net: '9999999999999.99', tax: '-9999999999999.99' })],
    [
      'with 15 digits of quantity and price',
      withLine({ quantity: '99999999.9999999', unitPrice: '0.00000000000001' }),
    ],
    ['with an amount without decimals', withLine({ net: '1' })],
    ['with a negative zero', withLine({ net: '-0.00' })],
    ['with a leading zero', withLine({ net: '01.00' })],
    ['with a point and nothing behind it', withLine({ quantity: '1.' })],
    ['with a point and nothing before it', withLine({ quantity: '.5' })],
    ['with a quantity that is no number', withLine({ quantity: 'two' })],
    ['with other digits', withLine({ quantity: '１' })],
    ['with an unusual rate', withLine({ rate: '0.1300' })],
    ['with a rate that is no number', withLine({ rate: 'constructor' })],
    ['with a unit named as a method', withLine({ unit: 'toString', item: 'constructor' })],
    ['with a byte order mark', withLine({ item: '\ufeffx' })],
    [
      'with 2,001 lines',
      { ...draft, lines: Array.from({ length: 2_001 }, () => lines[0]) } as unknown as Json,
    ],
  ])('give back a draft %s', (_what, value) => {
    expect(canonicalJson(readBack([draft, value, draft]))).toBe(canonicalJson([draft, value, draft]));
  });

  test('have a column of own ids only where one of them has an own id', () => {
    const plain = encodeDrafts([draft, draft]);
    expect(() => readDraftBlocks(blocksOf(Buffer.concat([plain, Buffer.of(0, 0)])))).toThrow(
      'a column of own ids has none',
    );
    const refs = encodeDrafts([draft, { ...draft, ref: 'order-7' }]);
    expect(readRefs(blocksOf(plain, refs, encodeDrafts([{ ref: 'order-8' }, { ref: 9 }])))).toEqual([
      'order-7',
      'order-8',
    ]);
  });

  test('have each article once, however many an item has', () => {
    const articles = (count: number, lineCount: number): Json =>
      ({
        ...draft,
        lines: Array.from({ length: lineCount }, (_, index) => ({
          ...lines[0],
          specification: `No ${index % count}`,
        })),
      }) as unknown as Json;
    const growth = (count: number): number =>
      encodeDrafts([articles(count, 40)]).length - encodeDrafts([articles(count, 20)]).length;
    expect(growth(20)).toBe(growth(1));
    expect(readBack([articles(20, 40)])).toEqual([articles(20, 40)]);
  });

  test('have a lone surrogate in no text', () => {
    expect(() => encodeDrafts([{ ...draft, note: '\ud800' }])).toThrow(InvariantError);
  });

  const amount = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((fen) => (fen / 100).toFixed(2)),
    fc.constantFrom('0.00', '-0.00', '9999999999999.99', '99999999999999.99', '1', '', 'x'),
  );
  const decimal = fc.oneof(
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map(String),
    fc.constantFrom('1.50', '0', '-0'),
  );
  const text = fc.constantFrom('A', 'B', '大米', '', '"\\', '0.13', '0.09', '0.015', 'NORMAL');
  const line = fc.record(
    {
      item: text,
      kind: text,
      rate: text,
      taxClass: text,
      net: amount,
      tax: amount,
      quantity: decimal,
      unitPrice: decimal,
      unit: text,
      specification: text,
      zeroRate: text,
      more: text,
    },
    { requiredKeys: ['item', 'kind', 'rate', 'taxClass', 'net', 'tax'] },
  );
  const anyDraft = fc.record(
    {
      type: text,
      seller: text,
      buyer: fc.record({ type: text, code: text, name: text, bank: text }, { requiredKeys: ['type'] }),
      holder: text,
      remark: text,
      ref: text,
      lines: fc.array(line, { maxLength: 4 }),
      totals: fc.record({ net: amount, tax: amount, gross: amount }),
    },
    { requiredKeys: ['type', 'seller', 'buyer', 'lines', 'totals'] },
  ) as unknown as fc.Arbitrary<Json>;

  test('give back any drafts, and have the same bytes in whatever order fields are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 9, arbitrary: anyDraft },
            {
              weight: 1,
              arbitrary: fc.jsonValue({ noUnicodeString: false }).filter(isJson) as fc.Arbitrary<Json>,
            },
          ),
          { maxLength: 6 },
        ),
        (drafts) => {
          const [list] = readDraftBlocks(blocksOf(encodeDrafts(drafts)));
          expect(list?.text).toBe(canonicalJson(drafts));
          expect(canonicalJson(list?.values)).toBe(canonicalJson(drafts));
          expectSameReading(list as DraftList);
          expect(encodeDrafts(reversed(drafts) as readonly Json[])).toEqual(encodeDrafts(drafts));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('are read in one form only, and other bytes are refused by name', () => {
    const bytes = encodeDrafts([draft, { ...draft, remark: null }, { ...draft, ref: 'order-7' }]);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255), cut: fc.nat(3) });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = Buffer.from(bytes).subarray(0, bytes.length - (changes[0]?.cut ?? 0));
        for (const { at, to } of changes) changed[Math.min(at, changed.length - 1)] = to;
        const transient = blocksOf(changed);
        try {
          const [list] = readDraftBlocks(transient);
          accepted += 1;
          expect(Buffer.from(list?.bytes ?? []).equals(changed)).toBe(true);
          expect(
            Buffer.from(encodeDrafts(JSON.parse(list?.text ?? '') as readonly Json[])).equals(changed),
          ).toBe(true);
          expectSameReading(list as DraftList);
        } catch (error) {
          if (!(error instanceof CompactFormError || error instanceof InvariantError)) throw error;
        }
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test('that would unfold into more than memory are refused before they do', () => {
    const many = Array.from({ length: 2_000 }, () => ({ ...lines[1], item: '大'.repeat(5_000) }));
    const bomb = encodeDrafts([{ ...draft, lines: many } as unknown as Json]);
    expect(bomb.length).toBeLessThan(40_000);
    expect(() => readDraftBlocks(blocksOf(bomb))).toThrow(CompactFormError);
    const half = encodeDrafts([{ ...draft, lines: many.slice(0, 1_500) } as unknown as Json]);
    expect(readDraftBlocks(blocksOf(half))).toHaveLength(1);
    expect(() => readDraftBlocks(blocksOf(half, half))).toThrow('characters');
  });

  test.each([
    ['a number in ten bytes', Buffer.concat([Buffer.alloc(9, 0xff), Buffer.of(1)])],
    ['a number with a needless zero', Buffer.of(0x80, 0)],
    ['texts that are no JSON', sized(Buffer.of(0x80))],
    ['texts that are no list', sized(Buffer.from('{}'))],
    ['texts that are numbers', sized(Buffer.from('[1]'))],
    ['a column longer than the bytes', Buffer.concat([sized(Buffer.from('[]')), Buffer.of(0xff, 0x7f)])],
    ['a text that is no JSON', textBlock('{')],
  ])('are refused with %s', (_what, block) => {
    expect(() => readDraftBlocks(blocksOf(block))).toThrow(CompactFormError);
  });

  test('of more requests than a page has invoices are refused before they are read', () => {
    expect(() => readDraftBlocks(new Uint8Array(10_000_000))).toThrow('bytes follow');
    expect(() => readDraftBlocks(new Uint8Array(30_000_001))).toThrow('30000000 bytes');
  });

  test('deflated into a bomb are refused', () => {
    const bomb = Buffer.concat([Buffer.of(2), deflate(Buffer.alloc(524_289))]);
    expect(() => readStateDocument('PAGE', bomb, inflate)).toThrow(CompactFormError);
    expect(() => readStateDocument('PAGE', Buffer.of(2, 1, 2, 3), inflate)).toThrow(CompactFormError);
  });

  test('that are long are stored as they are, so that random texts are not deflated', () => {
    const [first] = vectors;
    const random = Array.from({ length: 70 }, (_, index) => ({ ...draft, remark: `${index}`.repeat(8_000) }));
    const page = { ...first?.page, requests: [random] } as unknown as PageJson;
    const bytes = bytesOf(page);
    expect(bytes.length).toBeGreaterThan(524_288);
    expect(bytes[0]).toBe(1);
    expect(readStateDocument('PAGE', bytes, inflate)).toEqual(page);
  });

  test('of an earlier version are refused by name', () => {
    expect(() => readStateDocument('PAGE', Buffer.from('{"first":"1"}'), inflate)).toThrow(
      'no page begins with byte 123',
    );
  });
});

/** Drafts are read from their columns as from their JSON, with the same faults. */
function expectSameReading(list: DraftList): void {
  const values = JSON.parse(list.text) as readonly Json[];
  const reading = (read: (index: number, faults: Faults) => unknown): readonly unknown[] =>
    values.map((_, index) => {
      const faults = new Faults();
      return [read(index, faults), faults.list];
    });
  expect(reading((index, faults) => list.read(index, faults, `/${index}`))).toEqual(
    reading((index, faults) => readDraft(values[index], faults, `/${index}`)),
  );
}

function isJson(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch (error) {
    if (error instanceof InvariantError) return false;
    throw error;
  }
}

/** The same value with the fields of all objects in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
