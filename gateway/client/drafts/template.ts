import { CHINESE_HEADERS, type ColumnName } from './columns.js';
import { columnLetters, csvCell } from './table.js';
import { zipOf } from './zip-writer.js';

/** The columns of the template: those that a merchant fills in. Others may be added. */
const TEMPLATE_COLUMNS = [
  'ref',
  'type',
  'buyerType',
  'buyerName',
  'buyerCode',
  'taxClass',
  'item',
  'specification',
  'unit',
  'quantity',
  'unitPrice',
  'gross',
  'rate',
  'remark',
] as const satisfies readonly ColumnName[];

/** An invoice of two lines to a company, and one to a person. */
const EXAMPLES: readonly Readonly<Partial<Record<ColumnName, string>>>[] = [
  {
    ref: 'DD-2026-0001',
    type: '专用发票',
    buyerType: '企业',
    buyerName: '示范制造有限公司',
    buyerCode: '914403001922038216',
    taxClass: '1090512990000000000',
    item: '*计算机外部设备*打印机',
    specification: 'LJ-100',
    unit: '台',
    quantity: '2',
    unitPrice: '1,327.43',
    rate: '13%',
    remark: '合同 2026-001',
  },
  {
    ref: 'DD-2026-0001',
    taxClass: '3040201010000000000',
    item: '*信息技术服务*安装',
    gross: '106.00',
    rate: '6%',
  },
  {
    ref: 'DD-2026-0002',
    type: '普通发票',
    buyerType: '个人',
    taxClass: '1090512990000000000',
    item: '*计算机外部设备*墨盒',
    gross: '113.00',
    rate: '13%',
  },
];

function templateRows(): readonly (readonly string[])[] {
  const headers = TEMPLATE_COLUMNS.map((name) => CHINESE_HEADERS[name][0]);
  return [headers, ...EXAMPLES.map((example) => TEMPLATE_COLUMNS.map((name) => example[name] ?? ''))];
}

/** Returns a table for merchants to fill in, as CSV (UTF-8, byte order mark, CRLF): headers and examples. */
export function csvTemplate(): Uint8Array<ArrayBuffer> {
  const lines = templateRows().map((row) => `${row.map(csvCell).join(',')}\r\n`);
  return bytesOf(`\uFEFF${lines.join('')}`);
}

/** Returns the same table as a workbook. Its cells have the format text, so that a spreadsheet rounds no code. */
export function xlsxTemplate(): Uint8Array<ArrayBuffer> {
  return zipOf(
    Object.entries({
      '[Content_Types].xml': CONTENT_TYPES,
      '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="开票" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
      'xl/styles.xml': STYLES,
      'xl/worksheets/sheet1.xml': sheetOf(templateRows()),
    }).map(([name, text]) => ({ name, bytes: bytesOf(DECLARATION + text) })),
  );
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** Style 0 is the usual one, style 1 the format text (49), style 2 that of the headers, in bold. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

function relations(parts: readonly (readonly [type: string, target: string])[]): string {
  const entries = parts.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

function sheetOf(rows: readonly (readonly string[])[]): string {
  const columns = `<cols><col min="1" max="${TEMPLATE_COLUMNS.length}" width="20" style="1" customWidth="1"/></cols>`;
  const written = rows.map((row, index) => {
    const cells = row.map((value, column) => cellOf(value, columnLetters(column) + String(index + 1), index));
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  const frozen = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  return `<worksheet xmlns="${MAIN}">${frozen}${columns}<sheetData>${written.join('')}</sheetData></worksheet>`;
}

function cellOf(value: string, name: string, row: number): string {
  if (value === '') return '';
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${name}" s="${row === 0 ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
