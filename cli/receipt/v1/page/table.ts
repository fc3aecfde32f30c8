import { addFen, type Fen, formatYuan, present, ZERO_FEN } from '@fapiao-ledger/core';
import type { PrintedLine } from '../model.js';
import type { Ruler, TextStyle } from './marks.js';
import { type Align, type Block, type Sheet, shrinkToFit, wrapIn } from './sheet.js';
import { AREA, baselineIn, COLOR, leading, PAD, RULE, STYLE } from './style.js';

interface Column {
  readonly label: string;
  readonly english: string;
  readonly width: number;
  readonly align: Align;
}

/** Text wraps in the first three columns; figures stay on one line and shrink if they must. */
const COLUMNS = [
  { label: '项目名称', english: 'Item', width: 206, align: 'left' },
  { label: '规格型号', english: 'Specification', width: 110, align: 'left' },
  { label: '单位', english: 'Unit', width: 42, align: 'center' },
  { label: '数量', english: 'Quantity', width: 85, align: 'right' },
  { label: '单价', english: 'Unit price', width: 89, align: 'right' },
  { label: '金额', english: 'Net', width: 92, align: 'right' },
  { label: '税率/征收率', english: 'Rate', width: 59, align: 'right' },
  { label: '税额', english: 'Tax', width: 90.89, align: 'right' },
] as const satisfies readonly Column[];

const LEFT_EDGES = COLUMNS.map((_, index) =>
  COLUMNS.slice(0, index).reduce((left: number, column) => left + column.width, AREA.left),
);

const NET = 5;
const TAX = 7;

const ROW_PAD = 1.8;
export const TABLE_HEAD_HEIGHT = 24;
export const SUM_HEIGHT = 18;

/** Column titles; stands on every page that carries lines. */
export function drawTableHead(sheet: Sheet, top: number): void {
  COLUMNS.forEach(({ label, english, align }, index) => {
    const x = anchorOf(index, align);
    sheet.text(label, x, top + 11, STYLE.label, align);
    sheet.text(english, x, top + 19, STYLE.english, align);
  });
}

/** One invoice line, as tall as its longest text needs. */
export function rowBlock(ruler: Ruler, line: PrintedLine): Block {
  const texts = [
    line.item,
    line.specification,
    line.unit,
    line.quantity,
    line.unitPrice,
    formatYuan(line.net),
    line.rate,
    line.taxed ? formatYuan(line.tax) : NO_TAX,
  ];
  const cells = texts.map((text, index) => cellOf(ruler, text, columnAt(index)));
  const lineCount = Math.max(...cells.map(({ lines }) => lines.length));
  return {
    height: lineCount * leading(STYLE.data.size) + 2 * ROW_PAD,
    draw: (sheet, top) => {
      cells.forEach(({ lines, style, align }, index) => {
        const pitch = leading(STYLE.data.size);
        lines.forEach((text, row) => {
          sheet.text(
            text,
            anchorOf(index, align),
            baselineIn(top + ROW_PAD + row * pitch, pitch, style.size),
            style,
            align,
          );
        });
      });
    },
  };
}

/** What the tax column shows where no tax exists, as on printed invoices. */
const NO_TAX = '***';

interface Sum {
  readonly net: Fen;
  readonly tax: Fen;
  readonly taxed: boolean;
}

export function sumOf(lines: readonly PrintedLine[]): Sum {
  return lines.reduce<Sum>(
    (sum, line) => ({
      net: addFen(sum.net, line.net),
      tax: addFen(sum.tax, line.tax),
      taxed: sum.taxed || line.taxed,
    }),
    { net: ZERO_FEN, tax: ZERO_FEN, taxed: false },
  );
}

/** The subtotal of a page (小计) or the total of the invoice (合计). */
export function drawSum(ruler: Ruler, sheet: Sheet, top: number, label: string, sum: Sum): void {
  const baseline = baselineIn(top, SUM_HEIGHT, STYLE.label.size);
  sheet.horizontal(top, AREA.left, AREA.right, RULE.hair);
  const [first, second] = [...label];
  const middle = AREA.left + COLUMNS[0].width / 2;
  sheet.text(`${first}\u3000\u3000${second}`, middle, baseline, STYLE.label, 'center');
  drawFigure(ruler, sheet, NET, baseline, `¥${formatYuan(sum.net)}`);
  drawFigure(ruler, sheet, TAX, baseline, sum.taxed ? `¥${formatYuan(sum.tax)}` : NO_TAX);
}

/** A hair line between two rows. */
export function drawRowRule(sheet: Sheet, y: number): void {
  sheet.horizontal(y, AREA.left + PAD, AREA.right - PAD, RULE.hair, COLOR.formLight);
}

function drawFigure(ruler: Ruler, sheet: Sheet, column: number, baseline: number, text: string): void {
  const style = shrinkToFit(ruler, text, innerWidth(columnAt(column)), STYLE.data);
  sheet.text(text, anchorOf(column, 'right'), baseline, style, 'right');
}

function cellOf(
  ruler: Ruler,
  text: string,
  column: Column,
): { lines: string[]; style: TextStyle; align: Align } {
  const width = innerWidth(column);
  if (column.align === 'right') {
    return { lines: [text], style: shrinkToFit(ruler, text, width, STYLE.data), align: 'right' };
  }
  return { lines: wrapIn(ruler, text, width, STYLE.data), style: STYLE.data, align: column.align };
}

function columnAt(index: number): Column {
  return present(COLUMNS[index], `column ${index}`);
}

function innerWidth(column: Column): number {
  return column.width - 2 * PAD;
}

function anchorOf(index: number, align: Align): number {
  const left = present(LEFT_EDGES[index], `column ${index}`);
  const { width } = columnAt(index);
  if (align === 'left') return left + PAD;
  return align === 'right' ? left + width - PAD : left + width / 2;
}
