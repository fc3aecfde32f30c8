import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DraftFormat,
  decodeTable,
  parseCsv,
  type ReadFile,
  type RowFile,
  readDraftRows,
  readTableDrafts,
} from '@fapiao-ledger/client/drafts';
import { ValidationError } from '@fapiao-ledger/core';
import { describe, expect, it } from 'vitest';
import { keepRefused, refusedText } from '../../cli/src/imports/refused-file.ts';
import { temporaryFolder } from '../support/processes.ts';

const readCsvDrafts = (text: string): RowFile => readTableDrafts(parseCsv(text));
const rowsOf = async (format: DraftFormat, text: string): Promise<ReadFile> =>
  await readDraftRows(format, Buffer.from(text));

describe('CSV', () => {
  it.each([
    [
      'plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'the line ends of Windows',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quoted cells', '"a,1","b ""x""","c\nd"', [['a,1', 'b "x"', 'c\nd']]],
    [
      'empty cells at the end',
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['empty lines', 'a\n\n\nb\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('reads %s', (_desc, text, want) => {
    expect(parseCsv(text).map(({ cells }) => cells)).toEqual(want);
  });

  it('names records by the line on which they start', () => {
    expect(parseCsv('a\n"b\nc"\nd').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it.each(['a\n"b', 'a"b', '"a"b'])('refuses stray quotes: %j', (text) => {
    expect(() => parseCsv(text)).toThrow(ValidationError);
  });

  it('joins records of one invoice', () => {
    const text =
      'invoice,buyerType,buyerName,taxClass,item,rate,net\n1,BODY,x,9,a,0.06,1.00\n1,,,9,b,0.06,2.00\n2,BODY,y,9,c,0.06,3.00';
    expect(readCsvDrafts(text).rows.map(({ line, read }) => ({ line, draft: read() }))).toMatchObject([
      {
        line: 2,
        draft: { buyer: { type: 'BODY', name: 'x' }, lines: [{ item: 'a' }, { item: 'b', net: '2.00' }] },
      },
      { line: 4, draft: { buyer: { name: 'y' }, lines: [{ item: 'c' }] } },
    ]);
  });

  it('names the fields of an invoice by their lines and columns in the file', () => {
    const text =
      'invoice,buyerType,buyerCode,taxClass,item,rate\n1,BODY,x,9,a,0.06\n1,,,9,"b\nc",0.06\n1,,,9,d,0.06';
    const [row] = readCsvDrafts(text).rows;
    const placed = [
      '/buyer/code',
      '/remark',
      '/lines/1/item',
      '/lines/2/rate',
      '/lines/3/rate',
      '/totals',
      '',
    ];
    expect(placed.map((path) => row?.placeOf?.(path))).toEqual([
      'C2 buyerCode',
      undefined,
      'E3 item',
      'F4 rate',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['an unknown column', 'buyerType,taxClass,item,rate,color', '"color"'],
    ['a column twice', 'buyerType,taxClass,item,rate,item', '"item" (项目名称) is there twice'],
    ['a missing column', 'buyerType,taxClass,item', '"rate"'],
    ['more cells than columns', 'buyerType,taxClass,item,rate\n1,2,3,4,5', 'line 2'],
  ])('refuses %s', (_desc, text, words) => {
    expect(() => readCsvDrafts(text)).toThrow(words);
  });
});

describe('a table', () => {
  it.each([
    ['UTF-8', 'utf-8', Buffer.from('a,深圳')],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from('\uFEFFa,深圳')],
    ['GBK', 'gb18030', Buffer.from('612cc9eedbda', 'hex')],
    ['the Unicode text of Excel', 'utf-16le', Buffer.from('\uFEFFa,深圳', 'utf16le')],
  ])('is read in %s', (_desc, encoding, bytes) => {
    expect(decodeTable(bytes)).toEqual({ text: 'a,深圳', encoding });
  });

  it('in another encoding is refused with what to do', () => {
    expect(() => decodeTable(Uint8Array.of(0x22, 0xe9, 0x22))).toThrow('save it as CSV UTF-8');
  });
});

describe('JSON Lines', () => {
  it('are read line by line, and a bad one spoils only itself', async () => {
    const { rows } = await rowsOf('jsonl', '{"a": 1}\n\n{"a": 1.5}\n{"a": 2}');
    const [first, bad, last] = rows;
    expect([first?.line, bad?.line, last?.line]).toEqual([1, 3, 4]);
    expect([first?.read(), last?.read()]).toEqual([{ a: 1 }, { a: 2 }]);
    expect(() => bad?.read()).toThrow(ValidationError);
  });
});

describe('refused drafts', () => {
  const HEAD = 'invoice,buyerType,buyerName,taxClass,item,rate,net';
  const name = (file: RowFile): readonly unknown[] =>
    file.rows.map(({ read }) => (read() as { buyer: { name: string } }).buyer.name);

  it('are written as they were, each a draft of its own', () => {
    const text = [
      `\uFEFF${HEAD}`,
      '7,BODY,"a, ""b""\nc",9,x,0.06,1.00',
      '7,,,9,y,0.06,2.00',
      '8,BODY,sound,9,x,0.06,3.00',
      '7,BODY,other,9,x,0.06,4.00',
      '',
    ].join('\r\n');
    const file = readCsvDrafts(text.replace('\uFEFF', ''));
    expect(file.rows.map(({ line }) => line)).toEqual([2, 5, 6]);
    const apart = refusedText(file, new Set([2, 6]));
    expect(apart.startsWith(`\uFEFF${HEAD}\r\n7,BODY,"a, ""b""\nc",9,x`)).toBe(true);
    const again = readCsvDrafts(apart.slice(1));
    expect(name(again)).toEqual(['a, "b"\nc', 'other']);
    expect(again.rows[0]?.read()).toEqual(file.rows[0]?.read());
    expect(refusedText(again, new Set(again.rows.map(({ line }) => line)))).toBe(apart);
  });

  it('are JSON Lines when they were', async () => {
    const file = await rowsOf('jsonl', '{"a": 1}\n\n{"a": 1.5}\n{"a": 2}');
    expect(refusedText(file, new Set([3, 4]))).toBe('{"a": 1.5}\n{"a": 2}\n');
  });

  it('that have been corrected are not overwritten', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    const apart = `${file}.refused.csv`;
    expect(await keepRefused(file, 'wrong')).toEqual({ file: apart, isCorrected: false });
    expect(await keepRefused(file, 'wrong')).toEqual({ file: apart, isCorrected: false });
    await writeFile(apart, 'right');
    expect(await keepRefused(file, 'wrong', 'x.csv.refused.csv')).toEqual({ file: apart, isCorrected: true });
    expect(await readFile(apart, 'utf8')).toBe('right');
  });

  it('go under the next name that no other import has left a file or a report of', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(`${file}.refused.csv`, 'of last month');
    await writeFile(`${file}.refused-2.csv.report.jsonl`, '{}\n');
    expect(await keepRefused(file, 'new')).toEqual({
      file: `${file}.refused-3.csv`,
      isCorrected: false,
      passedOver: `${file}.refused.csv`,
    });
    expect(await readFile(`${file}.refused.csv`, 'utf8')).toBe('of last month');
    expect(await readFile(`${file}.refused-3.csv`, 'utf8')).toBe('new');
  });
});
