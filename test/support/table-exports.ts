import { completeDraft, type DraftFormat, readDraftRows, refOf } from '@fapiao-ledger/client/drafts';
import type { Json } from '@fapiao-ledger/core';
import { SELLER } from './draft.ts';
import { inlineRows, workbookOf } from './workbooks.ts';

/** A record of a table, as a program writes it before a spreadsheet has changed it. */
export type Order = readonly [
  ref: string,
  name: string,
  item: string,
  quantity: string,
  price: string,
  rate: string,
];

/** Returns orders whose own ids begin with a word. */
export function ordersOf(word: string, count: number): readonly Order[] {
  return Array.from({ length: count }, (_, index) => {
    const rate = ['0.13', '0.06', '0.09'][index % 3] ?? '0.13';
    const [quantity, price] = [`${(index % 4) + 1}.5`, `${1_000 + index}.2`];
    return [`${word}-${index}`, `示范"${index}",社区`, `*信息技术服务*维护${index}`, quantity, price, rate];
  });
}

export const ORDERS = ordersOf('订单', 40);

const TAX_CLASS = '3040201010000000000';
const HEADERS = ['单据号', '购买方类型', '购买方名称', '税收分类编码', '项目名称', '数量', '单价', '税率'];

type Cells = readonly string[];

function plain([ref, name, item, quantity, price, rate]: Order): Cells {
  return [ref, 'BODY', name, TAX_CLASS, item, quantity, price, rate];
}

/** As a sheet with formats shows it: thousands, a currency, a percentage, words. */
function formatted([ref, name, item, quantity, price, rate]: Order): Cells {
  const [whole = '', fraction = ''] = price.split('.');
  const thousands = `￥${whole.replace(/(?=...$)/, ',')}.${fraction.padEnd(2, '0')}`;
  return [
    ref,
    '单位',
    name,
    TAX_CLASS,
    item,
    `${quantity}0`,
    thousands,
    `${Math.round(Number(rate) * 100)}%`,
  ];
}

function csvOf(rows: readonly Cells[], separator = ',', end = '\r\n'): string {
  const quoted = (cell: string): string => (/[",;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [HEADERS, ...rows].map((row) => row.map(quoted).join(separator) + end).join('');
}

export interface ExportedFile {
  readonly name: string;
  readonly format: DraftFormat;
  readonly bytes: Uint8Array;
}

/** Bytes of each character that GBK has in two bytes. */
const GBK: ReadonlyMap<string, readonly number[]> = new Map(
  Array.from({ length: 0xfe - 0x80 }, (_, lead) => lead + 0x81).flatMap((lead) =>
    Array.from({ length: 0xff - 0x40 }, (_, trail) => [lead, trail + 0x40] as const).map(
      (bytes) => [new TextDecoder('gbk').decode(Uint8Array.from(bytes)), bytes] as const,
    ),
  ),
);

function gbk(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => GBK.get(character) ?? [character.charCodeAt(0)]));
}

/** Returns the same orders in ten files: in other orders, and as spreadsheets write them. */
export function exportsOf(orders: readonly Order[]): readonly ExportedFile[] {
  const [backward, sorted] = [orders.toReversed(), orders.toSorted(([, , a], [, , b]) => (a < b ? 1 : -1))];
  const csv = (name: string, text: string, encoding: BufferEncoding = 'utf8'): ExportedFile => {
    return { name: `${name}.csv`, format: 'csv', bytes: Buffer.from(text, encoding) };
  };
  const sheet = (name: string, rows: readonly Cells[]): ExportedFile => {
    return { name: `${name}.xlsx`, format: 'xlsx', bytes: workbookOf(inlineRows([HEADERS, ...rows])) };
  };
  return [
    csv('plain', csvOf(orders.map(plain))),
    csv('backward', csvOf(backward.map(plain))),
    csv('excel-bom', `\uFEFF${csvOf(sorted.map(formatted))}`),
    csv('wps-semicolons', `\uFEFF${csvOf(orders.map(formatted), ';')}`),
    csv('unicode-text', `\uFEFF${csvOf(backward.map(formatted), '\t')}`, 'utf16le'),
    { name: 'gbk.csv', format: 'csv', bytes: gbk(csvOf(backward.map(formatted))) },
    csv('linux', csvOf(orders.map(formatted), ',', '\n')),
    sheet('book', orders.map(plain)),
    sheet('book-formatted', backward.map(formatted)),
    {
      name: 'lines.jsonl',
      format: 'jsonl',
      bytes: Buffer.from(orders.map((order) => `${JSON.stringify(draftOf(order))}\n`).join('')),
    },
  ];
}

function draftOf([ref, name, item, quantity, unitPrice, rate]: Order): Json {
  return {
    ref,
    buyer: { type: 'BODY', name },
    lines: [{ taxClass: TAX_CLASS, item, quantity, unitPrice, rate }],
  };
}

/** Returns the completed drafts of a file, by own id. */
export async function draftsOfFile(
  format: DraftFormat,
  bytes: Uint8Array,
): Promise<ReadonlyMap<string, Json>> {
  const { rows } = await readDraftRows(format, bytes);
  const drafts = rows.map(({ read }) => completeDraft(read(), SELLER));
  return new Map(drafts.map((draft) => [refOf(draft) ?? '', draft]));
}
