import {
  CHINESE_HEADERS,
  COLUMN_NAMES,
  columnOf,
  csvTemplate,
  decodeTable,
  parseCsv,
  type ReadFile,
  type Row,
  readDraftRows,
  readTableDrafts,
  xlsxTemplate,
} from '@fapiao-ledger/client/drafts';
import { type Fault, type Json, ValidationError } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftsOfFile, exportsOf, ORDERS } from '../support/table-exports.ts';

const HEAD = '单据号,购买方类型,税收分类编码,项目名称,数量,单价,金额,税率';

function lineOf(record: string, head = HEAD): Json {
  const [row] = readTableDrafts(parseCsv(`${head}\r\n${record}`)).rows;
  const draft = row?.read() as { readonly lines: readonly Json[] } | undefined;
  return draft?.lines[0] ?? null;
}

function errorOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

function faultsOfRow(row: Row | undefined): readonly Fault[] {
  const error = errorOf(() => row?.read());
  return error instanceof ValidationError ? error.faults : [];
}

describe('the headers of a table', () => {
  test('are read in Chinese and English, whatever their spaces, stars, case and width', () => {
    for (const name of COLUMN_NAMES) {
      for (const header of [name, ...CHINESE_HEADERS[name]]) {
        expect(columnOf(header)).toBe(name);
        expect(columnOf(` *${header.toUpperCase()} `)).toBe(name);
      }
    }
    expect(columnOf('金额（不含税）')).toBe('net');
    expect(columnOf('Tax Rate')).toBe('rate');
    // Order systems write these with tax.
    for (const header of ['颜色', 'Price', 'Amount']) expect(columnOf(header)).toBeUndefined();
  });

  test('mean one column each', () => {
    const all = COLUMN_NAMES.flatMap((name) => CHINESE_HEADERS[name]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a cell', () => {
  test.each([
    ['13%', '0.13'],
    ['13.0 %', '0.13'],
    ['１３％', '0.13'],
    ['1.5%', '0.015'],
    ['6%', '0.06'],
    ['0%', '0'],
    ['0.13', '0.13'],
    ['0.130', '0.13'],
    ['13', '13'],
    ['免税', '0'],
    ['abc%', 'abc%'],
  ])('of a rate %s is %s', (cell, rate) => {
    expect(lineOf(`1,个人,9,x,,,,${cell}`)).toMatchObject({ rate });
  });

  test.each([
    ['1234.5', '1234.50'],
    ['"1,234.50"', '1234.50'],
    ['"¥1,234,567.00"', '1234567.00'],
    ['￥１，２３４．５０', '"¥"'],
    ['"-¥1,234.50"', '-1234.50'],
    ['"(1,234.50)"', '-1234.50'],
    ['1234元', '1234.00'],
    ['1234.500', '1234.50'],
    ['1234.567', '1234.567'],
    ['"12,34.50"', '"12,34.50"'],
    ['x', 'x'],
  ])('of an amount %s is %s', (cell, net) => {
    const head = HEAD;
    const want = net === '"¥"' ? '1234.50' : net.replaceAll('"', '');
    const text = cell === '￥１，２３４．５０' ? `"${cell}"` : cell;
    expect(lineOf(`1,个人,9,x,,,${text},6%`, head)).toMatchObject({ net: want });
  });

  test('of a quantity is the same in whatever export', () => {
    for (const quantity of ['2', '2.0', '2.00', '="2"'])
      expect(
        lineOf(`1,个人,9,x,${quantity.replace('"2"', '""2""').replace(/^=.*$/, '"$&"')},,,6%`),
      ).toMatchObject({
        quantity: '2',
      });
    expect(lineOf('1,个人,9,x,2.50,"1,000.10",,6%')).toMatchObject({ quantity: '2.5', unitPrice: '1000.1' });
  });

  test('that says 免税 in place of a rate says why there is none', () => {
    expect(lineOf('1,个人,9,x,,,1.00,不征税')).toMatchObject({ rate: '0', zeroRate: 'NOT_TAXED' });
  });

  test.each(['1.09051299E+18', '1.09E18'])(
    'of a code that a spreadsheet has rounded is refused: %s',
    (cell) => {
      const [row] = readTableDrafts(parseCsv(`${HEAD}\n1,个人,${cell},x,,,1.00,6%`)).rows;
      expect(() => row?.read()).toThrow('give the column the format text');
      expect(row?.placeOf?.('/lines/0/taxClass')).toBe('C2 税收分类编码');
    },
  );
});

describe('a number of a file with semicolons', () => {
  /** Reads records of quantity, price, net and rate. */
  const linesOf = async (...records: readonly string[]): Promise<readonly Row[]> => {
    const text = [HEAD.replaceAll(',', ';'), ...records.map((record) => `;个人;9;x;${record}`)].join('\n');
    return (await readDraftRows('csv', Buffer.from(text))).rows;
  };
  const read = (row: Row | undefined): Json => {
    const draft = row?.read() as { readonly lines: readonly Json[] } | undefined;
    return draft?.lines[0] ?? null;
  };

  test.each([
    [
      'a comma before decimals',
      '12,5;0,13;1.234,50;6%',
      { quantity: '12.5', unitPrice: '0.13', net: '1234.50' },
    ],
    ['a comma and currency', '1;;¥ 1 234,50;0,06', { quantity: '1', net: '1234.50', rate: '0.06' }],
    ['a comma and a percentage', '1;;12,50;1,5%', { net: '12.50', rate: '0.015' }],
    [
      'a comma, and thousands',
      '1.234;1,2340;-1.234.567,00;6%',
      { quantity: '1234', unitPrice: '1.234', net: '-1234567.00' },
    ],
    [
      'a point before decimals',
      '1,234;1.234;1,234.50;0.06',
      { quantity: '1234', unitPrice: '1.234', net: '1234.50' },
    ],
    ['no mark', '12;100;1200;6%', { quantity: '12', unitPrice: '100', net: '1200.00' }],
  ])('may have %s', async (_what, record, want) => {
    expect(read((await linesOf(record))[0])).toMatchObject(want);
  });

  test('means what the other numbers of the file show', async () => {
    expect(read((await linesOf('1,234;;;6%', '1;;12,5;6%'))[0])).toMatchObject({ quantity: '1.234' });
    expect(read((await linesOf('1,234;;;6%', '1;;12.5;6%'))[0])).toMatchObject({ quantity: '1234' });
    expect(read((await linesOf('1.234;;;6%', '1;;12,5;6%'))[0])).toMatchObject({ quantity: '1234' });
  });

  test.each([
    [['1,234;;1;6%'], 'E2 数量'],
    [['1;1.234;1;6%'], 'F2 单价'],
    [['1;;1,234;6%', '1;;12,5;6%', '1;;12.5;6%'], 'G2 金额'],
    [['1,234;;1;0.06'], 'E2 数量'],
    [['1.234;;1;0,06'], 'E2 数量'],
  ])('is refused when it can mean two: %j', async (records, place) => {
    const [row, ...others] = await linesOf(...records);
    const faults = faultsOfRow(row);
    expect(faults).toMatchObject([
      { code: 'FIELD_VALUE', message: expect.stringContaining('can mean thousands') },
    ]);
    expect(row?.placeOf?.(faults[0]?.path ?? '')).toBe(place);
    for (const other of others) expect(faultsOfRow(other)).toEqual([]);
  });

  test('keeps its form when it is no number', async () => {
    expect(read((await linesOf('1.2,5;;12,34,5;6%'))[0])).toMatchObject({
      quantity: '1.2,5',
      net: '12,34,5',
    });
  });

  test('has thousands with commas where tabs or commas separate', async () => {
    const text = `${HEAD.replaceAll(',', '\t')}\n1\t个人\t9\tx\t1,234\t\t1.00\t6%`;
    const { rows } = await readDraftRows('csv', Buffer.from(text));
    expect(read(rows[0])).toMatchObject({ quantity: '1234' });
  });
});

describe('the records of one invoice', () => {
  const head = '发票,单据号,发票类型,持有人,备注,购买方类型,购买方名称,税收分类编码,项目名称,金额,税率';
  const rowOf = (...records: readonly string[]): Row | undefined =>
    readTableDrafts(parseCsv([head, ...records].join('\n'))).rows[0];

  test.each([
    ['A,2,,,,,,9,y,2.00,6%', 'B3 单据号'],
    ['A,,专票,,,,,9,y,2.00,6%', 'C3 发票类型'],
    ['A,,,H,,,,9,y,2.00,6%', 'D3 持有人'],
    ['A,,,,other,,,9,y,2.00,6%', 'E3 备注'],
    ['A,,,,,企业,,9,y,2.00,6%', 'F3 购买方类型'],
    ['A,,,,,,乙,9,y,2.00,6%', 'G3 购买方名称'],
  ])('may not differ in a field of the invoice: %s', (record, place) => {
    const row = rowOf('A,1,,,r,单位,甲,9,x,1.00,6%', record);
    const faults = faultsOfRow(row);
    expect(faults).toMatchObject([{ code: 'FIELD_VALUE' }]);
    expect(row?.placeOf?.(faults[0]?.path ?? '')).toBe(place);
  });

  test('may repeat the fields of the invoice', () => {
    const row = rowOf('A,1,,,r,单位,甲,9,x,1.00,6%', 'A,1,,,r,BODY,甲,9,y,2.00,6%');
    expect(row?.read()).toMatchObject({ ref: '1', lines: [{ item: 'x' }, { item: 'y' }] });
  });

  test('may not be named by a number without its last digits', () => {
    const row = rowOf('2.02611E+16,,,,,个人,,9,x,1.00,6%');
    const faults = faultsOfRow(row);
    expect(faults).toMatchObject([{ message: expect.stringContaining('without its last digits') }]);
    expect(row?.placeOf?.(faults[0]?.path ?? '')).toBe('A2 发票');
  });
});

describe('the size of a table', () => {
  const record = (item: string): string => `${HEAD}\n1,个人,9,${item},,,1.00,6%`;
  test.each([
    ['a long cell', record('x'.repeat(32_768)), 'cell D2 has more than 32767 characters'],
    ['a cell of 20 MB', record(`"${'x'.repeat(20_000_000)}"`), 'cell D2 has more than 32767 characters'],
    [
      'a cell of 20 MB of quotes',
      record(`"${'""'.repeat(10_000_000)}"`),
      'line 2 has a cell that is too long',
    ],
    [
      'too many characters',
      `${HEAD}\n${`1,个人,9,${'x'.repeat(30_000)},,,1.00,6%\n`.repeat(1_700)}`,
      'the table has more than 50000000 characters',
    ],
  ])('of %s is refused', (_what, text, words) => {
    const error = errorOf(() => parseCsv(text));
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as Error).message).toContain(words);
  });

  test('may have a cell of 32,767 characters', () => {
    expect(lineOf(`1,个人,9,${'x'.repeat(32_767)},,,1.00,6%`)).toMatchObject({ item: 'x'.repeat(32_767) });
  });
});

describe('own ids', () => {
  const read = async (text: string): Promise<ReadFile> => await readDraftRows('csv', Buffer.from(text));

  test('join the lines of an invoice', async () => {
    const { rows } = await read(`${HEAD}\n1,个人,9,x,,,1.00,6%\n1,,9,y,,,2.00,6%\n2,个人,9,z,,,3.00,6%`);
    expect(rows.map((row) => (row.read() as { ref: string; lines: [] }).lines.length)).toEqual([2, 1]);
  });

  test('that stand on every row are read in linear time', async () => {
    const timeOf = async (count: number): Promise<number> => {
      const bytes = Buffer.from(`${HEAD}\n${'1,个人,9,x,,,1.00,6%\n\n'.repeat(count)}`);
      const before = process.cpuUsage();
      const { rows } = await readDraftRows('csv', bytes);
      for (const row of rows) expect(faultsOfRow(row)).toHaveLength(1);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await timeOf(1_000);
    expect((await timeOf(16_000)) / (await timeOf(2_000))).toBeLessThan(16);
  });

  test('that stand on rows apart are refused on all of them, in whatever order', async () => {
    const { rows } = await read(`${HEAD}\n1,个人,9,x,,,1.00,6%\n2,个人,9,z,,,3.00,6%\n1,个人,9,y,,,2.00,6%`);
    expect(() => rows[0]?.read()).toThrow('the own id "1" stands on line 4 too');
    expect(() => rows[2]?.read()).toThrow('the own id "1" stands on line 2 too');
    expect(rows[1]?.read()).toMatchObject({ ref: '2' });
  });
});

describe('the template', () => {
  test('is the same as CSV and as a workbook, and its examples are read', async () => {
    const [csv, xlsx] = [
      await readDraftRows('csv', csvTemplate()),
      await readDraftRows('xlsx', xlsxTemplate()),
    ];
    expect(xlsx.rows.map(({ read }) => read())).toEqual(csv.rows.map(({ read }) => read()));
    expect(csv.rows).toHaveLength(2);
    expect(xlsxTemplate()).toEqual(xlsxTemplate());
  });
});

describe('orders that Excel and WPS export', () => {
  test.each(exportsOf(ORDERS))('give the same drafts: $name', async ({ format, bytes }) => {
    expect(await draftsOfFile(format, bytes)).toEqual(
      await draftsOfFile('csv', exportsOf(ORDERS)[0]?.bytes ?? new Uint8Array()),
    );
  });
});

test('any text is read as drafts or refused by name', async () => {
  const piece = fc.constantFrom(
    HEAD,
    '\n',
    '\r\n',
    ',',
    ';',
    '\t',
    '"',
    '""',
    '1',
    '个人',
    '13%',
    '1,234.50',
    '=',
    '\uFEFF',
    '__proto__',
    '\u0000',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      try {
        const { rows } = await readDraftRows('csv', Buffer.from(`${HEAD}\n${pieces.join('')}`));
        for (const row of rows) row.read();
      } catch (error) {
        if (!(error instanceof ValidationError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test('any bytes are text in an encoding of spreadsheets or refused by name', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        decodeTable(bytes);
      } catch (error) {
        if (!(error instanceof ValidationError)) throw error;
      }
    }),
  );
});
