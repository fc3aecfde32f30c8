import { describe, expect, it } from 'vitest';
import { namedText, type Page, tableText } from '../../cli/src/output/table.ts';
import { widthOf, wrap } from '../../cli/src/output/wrap.ts';

const page = (width: number | undefined): Page => ({ width, paint: (_style, text) => text });

describe('wrapping for a terminal', () => {
  it.each([
    { desc: 'at spaces', text: 'one two three', width: 8, want: ['one two', 'three'] },
    {
      desc: 'between Chinese characters',
      text: '深圳示范软件有限公司',
      width: 9,
      want: ['深圳示范', '软件有限', '公司'],
    },
    { desc: 'inside a word longer than a line', text: '12345678', width: 3, want: ['123', '456', '78'] },
    { desc: 'mixed text', text: '*打印机* LP-2400DN', width: 10, want: ['*打印机*', 'LP-2400DN'] },
    { desc: 'nothing', text: '', width: 5, want: [''] },
  ])('breaks $desc', ({ text, width, want }) => {
    expect(wrap(text, width)).toEqual(want);
  });

  it('never makes a line wider than asked and loses nothing but spaces', () => {
    const text = '*信息技术服务*系统维护 2026年第一季度 GRM188R71H104KA93D 100nF ±10% 驻场';
    for (let width = 2; width < 60; width += 1) {
      const lines = wrap(text, width);
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});

describe('a table', () => {
  const columns = [
    { head: 'item', isFlexible: true },
    { head: 'net', align: 'right' },
  ] as const;
  const rows = [
    ['*信息技术服务*系统维护 二〇二六年第一季度 驻场', '56603.77'],
    ['paper', '9.00'],
  ];

  it('keeps numbers in one column beside Chinese text', () => {
    const lines = tableText(columns, rows, page(undefined)).split('\n');
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });

  it.each([40, 60, 80, 120])('fits %i columns', (width) => {
    for (const line of tableText(columns, rows, page(width)).split('\n')) {
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it('puts values of fields in one column', () => {
    const text = namedText(
      [
        ['name', '深圳示范软件有限公司'],
        ['编号', '1'],
      ],
      page(80),
    );
    expect(text.split('\n').map((line) => widthOf(line.slice(0, line.search(/深|1/))))).toEqual([6, 6]);
  });

  it('takes from the widest of several flexible columns, down to what can be read', () => {
    const columns = [
      { head: 'seller', isFlexible: true },
      { head: 'buyer', isFlexible: true },
      { head: '#' },
    ] as const;
    const rows = [['深圳示范软件有限公司', '深圳示范采购服务有限公司', '1']];
    const lines = tableText(columns, rows, page(39)).split('\n');
    expect(lines).toEqual([
      'seller             buyer              #',
      '深圳示范软件有限   深圳示范采购服务   1',
      '公司               有限公司',
    ]);
    const narrow = tableText(columns, rows, page(20)).split('\n');
    expect(narrow[0]).toBe('seller');
    expect(narrow[1]).toBe('    buyer         #');
    expect(Math.max(...narrow.map(widthOf))).toBeLessThanOrEqual(20);
  });
});
